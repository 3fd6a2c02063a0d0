namespace WebChatBridge.Web.State;

/// <summary>A short word on what is odd about a message's bytes.</summary>
/// <param name="Word">What is shown after the flag.</param>
/// <param name="Sentence">What is to be seen, with the numbers.</param>
/// <param name="Quiet">True for what is only good to know.</param>
public sealed record HintFlag(string Word, string Sentence, bool Quiet);
