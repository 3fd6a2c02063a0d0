using System.Globalization;

namespace WebChatBridge.Web.State;

/// <summary>What the login page says of the last try. The address carries a word, never the sentence: nobody can put his own there.</summary>
public static class LoginSaid
{
    private const string Wait = "wait-";

    /// <summary>The sentence for a word; null for none and for words that nobody says.</summary>
    public static string? Words(string? said) => said switch
    {
        "no-token" => "That is no token. It has 64 digits from 0 to 9 and a to f; the whole link will do as well.",
        "spent" => "This link has been used or has expired. Make a new one with link, as below.",
        "out" => "You are signed out.",
        "over" => "Your login is over: it was ended by you in another window, by an operator, or by its age.",
        "no-role" => "You signed in, but none of your groups may come in here. Ask whoever runs this server.",
        "failed" => "The organisation's sign-in did not work. Try again; the server's log says why.",
        not null when said.StartsWith(Wait, StringComparison.Ordinal) && int.TryParse(said.AsSpan(Wait.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 60 =>
            $"Five tries failed. Wait {seconds} {(seconds == 1 ? "second" : "seconds")}, then try again.",
        _ => null,
    };
}
