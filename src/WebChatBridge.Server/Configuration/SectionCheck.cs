using System.Collections;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace WebChatBridge.Server;

/// <summary>
/// Compares a section with its options class: unknown keys, values of the wrong kind, values out of range. The binder
/// alone ignores the first and stops at the second; a person wants to read all of them at once.
/// </summary>
internal sealed class SectionCheck(List<string> problems)
{
    public void Check(IConfigurationSection section, Type type)
    {
        var defaults = Activator.CreateInstance(type)!;
        var properties = Array.FindAll(type.GetProperties(), static property => property.CanWrite);
        if (!string.IsNullOrEmpty(section.Value))
        {
            // The binder would say nothing, and all of it would be the default.
            problems.Add($"{section.Path} is \"{section.Value}\". It is a section, and has: {string.Join(", ", properties.Select(known => known.Name))}.");
            return;
        }

        foreach (var child in section.GetChildren())
        {
            if (properties.FirstOrDefault(property => property.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase)) is { } property)
            {
                CheckProperty(child, property, property.GetValue(defaults));
            }
            else
            {
                problems.Add($"{child.Path} is not a setting. {section.Path} has: {string.Join(", ", properties.Select(known => known.Name))}.");
            }
        }

        foreach (var property in properties.Where(property => !section.GetSection(property.Name).Exists()))
        {
            if (property.GetCustomAttribute<RequiredAttribute>()?.IsValid(property.GetValue(defaults)) == false)
            {
                problems.Add($"{section.Path}:{property.Name} is missing. Allowed: {SettingWords.Allowed(property)}.");
            }
        }
    }

    private void CheckProperty(IConfigurationSection child, PropertyInfo property, object? standard)
    {
        var type = property.PropertyType;
        if (typeof(IList).IsAssignableFrom(type))
        {
            CheckList(child, type.GetGenericArguments()[0]);
        }
        else if (type == typeof(string) && child.Value is null && !child.GetChildren().Any())
        {
            problems.Add($"{child.Path} is null. Allowed: {SettingWords.Allowed(property)}. Default: {SettingWords.Text(standard)}.");
        }
        else if (type.IsClass && type != typeof(string))
        {
            Check(child, type);
        }
        else if (child.GetChildren().Any() || !IsFine(child.Value ?? "", property))
        {
            problems.Add($"{child.Path} is {SettingWords.Shown(child.Value, property)}. Allowed: {SettingWords.Allowed(property)}. Default: {SettingWords.Text(standard)}.");
        }
    }

    private void CheckList(IConfigurationSection list, Type item)
    {
        if (!string.IsNullOrEmpty(list.Value))
        {
            problems.Add($"{list.Path} is \"{list.Value}\". It is a list; its entries are numbered from 0, as in {list.Path}:0.");
        }

        foreach (var child in list.GetChildren())
        {
            if (!int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                problems.Add($"{child.Path}: {list.Path} is a list; its entries are numbered from 0, as in {list.Path}:0.");
            }
            else if (item.IsClass && item != typeof(string))
            {
                Check(child, item);
            }
            else if (string.IsNullOrWhiteSpace(child.Value))
            {
                problems.Add($"{child.Path} is empty. Leave it out, or give it a value.");
            }
        }
    }

    private static bool IsFine(string text, PropertyInfo property)
    {
        try
        {
            var value = TypeDescriptor.GetConverter(property.PropertyType).ConvertFromInvariantString(text);
            return property.GetCustomAttributes<ValidationAttribute>().All(rule => rule.IsValid(value));
        }
        catch (Exception error) when (error is ArgumentException or FormatException or OverflowException or NotSupportedException)
        {
            return false;
        }
    }
}
