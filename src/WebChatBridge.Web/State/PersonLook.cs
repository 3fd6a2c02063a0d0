using System.Diagnostics.CodeAnalysis;
using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>Whether two people look the same on the page.</summary>
public sealed class PersonLook : IEqualityComparer<Person>
{
    public static PersonLook Same { get; } = new();

    // The list of sessions is another one each time it is asked for.
    public bool Equals(Person? x, Person? y) => x is not null && y is not null && x with { Sessions = y.Sessions } == y && x.Sessions.SequenceEqual(y.Sessions);

    public int GetHashCode([DisallowNull] Person obj) => obj.Id.GetHashCode(StringComparison.Ordinal);
}
