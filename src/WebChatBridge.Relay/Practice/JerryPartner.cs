using System.Text;

namespace WebChatBridge.Relay;

/// <summary>
/// The friendly one: greets, answers what it is asked about itself, and has something to say to the rest. In a pair it is the one
/// on the other seat, and ends with a goodbye when it is told one.
/// </summary>
internal sealed class JerryPartner : IPartner
{
    // The first that fits answers: what is asked comes before what is only mentioned.
    private static readonly (string[] Any, string Answer)[] Answers =
    [
        (["who are you", "what are you", "your name", "are you a bot", "are you real", "are you human"],
            "I am jerry, a practice partner: a small program inside the relay. For the relay I am a session like you."),
        (["what can you", "help", "what do you do"],
            "Ask me who I am, where I am, how I am, or what a message is. Say goodbye and I leave. /partner lists my colleagues."),
        (["how are you", "how do you do"], "Fine, thanks: nothing waits in my buffers. And you?"),
        (["where are you", "where do you live"], "Inside the relay. My bytes take no cable, but the same way as yours: you find them in Traffic."),
        (["how old", "when were you"], "As old as this conversation. I am made new each time somebody asks for me."),
        (["what is a message", "what is tcp", "why tcp"],
            "TCP carries a stream of bytes. Where one message ends and the next begins is for the two programs to agree on: by a header, or by a line end."),
        (["joke", "funny"], "I would tell you a joke about UDP, but I would never know whether you got it."),
        (["thank"], "You are welcome."),
        (["fine", "good", "great", "well"], "Good to hear. What are you building?"),
        (["hello", "hi", "hey", "good morning", "good evening"], "Hello! It arrived."),
        (["sorry"], "No harm done. TCP repeats what is lost, and so do I."),
        (["test", "ping"], "It arrived, all of it."),
    ];

    private static readonly string[] Replies =
        ["I see. Tell me more.", "And what happened then?", "That came through well.", "Interesting. Why is that?", "I will remember that until I leave."];

    private static readonly string[] Farewells = ["bye", "goodbye", "see you", "quit", "exit"];

    private bool inPair;
    private int replies;

    public IReadOnlyList<Act> On(Cue cue)
    {
        switch (cue)
        {
            case Cue.Seated seated:
                inPair = seated.InPair;
                return [new Act.Say(inPair
                    ? "Hi, I am jerry, your practice partner. Say something, ask me who I am, or say goodbye when you are done."
                    : $"Hi, I am jerry, a practice partner. I answer what is said in {seated.Room}; ask me who I am.")];
            case Cue.Joined joined:
                return [new Act.Say($"Welcome, {joined.Name}.")];
            case Cue.Heard heard:
                return Answer(Encoding.UTF8.GetString(heard.Payload));
            case Cue.Goodbye:
                return [new Act.Say("Goodbye, it was good to talk to you."), new Act.Leave()];
            default:
                return [];
        }
    }

    private IReadOnlyList<Act> Answer(string said)
    {
        var words = Words(said);
        if (Array.Exists(Farewells, farewell => words == $" {farewell} "))
        {
            return inPair
                ? [new Act.Say("Goodbye! End your program as it should be ended: its goodbye reaches me, and I say mine.")]
                : [new Act.Say("Goodbye!"), new Act.Leave()];
        }

        foreach (var (any, answer) in Answers)
        {
            if (Array.Exists(any, phrase => words.Contains($" {phrase}", StringComparison.Ordinal)))
            {
                return [new Act.Say(answer)];
            }
        }

        return [new Act.Say(said.TrimEnd().EndsWith('?') ? "That I do not know. Ask me who I am, or what a message is." : Replies[replies++ % Replies.Length])];
    }

    // " who are you " for "Who are you?": small letters, and one space around each word.
    private static string Words(string said)
    {
        var words = new StringBuilder(" ");
        foreach (var rune in said.EnumerateRunes().Take(500))
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                words.Append(Rune.ToLowerInvariant(rune));
            }
            else if (words[^1] != ' ')
            {
                words.Append(' ');
            }
        }

        return words[^1] == ' ' ? words.ToString() : words.Append(' ').ToString();
    }
}
