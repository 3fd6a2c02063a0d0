namespace WebChatBridge.Web.State;

/// <summary>Something to paste that connects.</summary>
/// <param name="Tool">What it is for: <c>netcat</c>, <c>Python</c>, …</param>
/// <param name="Endpoint">The name of the endpoint it dials.</param>
/// <param name="Caption">What it does, in a few words.</param>
/// <param name="Text">The command or program, complete.</param>
public sealed record ConnectCommand(string Tool, string Endpoint, string Caption, string Text);
