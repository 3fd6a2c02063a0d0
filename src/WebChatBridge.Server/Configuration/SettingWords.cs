using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace WebChatBridge.Server;

/// <summary>What a setting allows, in words, from the attributes of its property.</summary>
internal static class SettingWords
{
    public static string Allowed(PropertyInfo property)
    {
        if (property.GetCustomAttribute<RegularExpressionAttribute>()?.ErrorMessage is { } words)
        {
            return words;
        }

        if (property.GetCustomAttribute<AllowedValuesAttribute>() is { } allowed)
        {
            return string.Join(" or ", allowed.Values);
        }

        var range = property.GetCustomAttribute<RangeAttribute>();
        return property.PropertyType switch
        {
            var type when type == typeof(TimeSpan) => $"a time (hh:mm:ss) from {range?.Minimum} to {range?.Maximum}",
            var type when type == typeof(int) || type == typeof(long) => Number(range),
            var type when type == typeof(bool) => "true or false",
            _ => "a text that is not empty",
        };
    }

    /// <summary>The value as it may be told: a secret is counted, never shown.</summary>
    public static string Shown(string? value, PropertyInfo property) => property.GetCustomAttribute<DataTypeAttribute>()?.DataType == DataType.Password
        ? $"not one: it has {value?.Length ?? 0} characters, or some that it may not have"
        : $"\"{value}\"";

    public static string Text(object? value) => value is string or null
        ? $"\"{value}\""
        : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static string Number(RangeAttribute? range)
    {
        var (least, most) = (Convert.ToDouble(range?.Minimum, CultureInfo.InvariantCulture), Convert.ToDouble(range?.Maximum, CultureInfo.InvariantCulture));
        return most >= long.MaxValue
            ? string.Create(CultureInfo.InvariantCulture, $"a whole number, {least:F0} or more")
            : string.Create(CultureInfo.InvariantCulture, $"a whole number from {least:F0} to {most:F0}");
    }
}
