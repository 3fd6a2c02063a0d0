namespace WebChatBridge.Web.State;

/// <summary>What of a stretch lies in one row of a hex view.</summary>
/// <param name="Column">The first column, from 0.</param>
/// <param name="Width">How many.</param>
/// <param name="Text">As much of its label as there is space for.</param>
/// <param name="Label">All of it.</param>
/// <param name="Opens">Whether the stretch begins here.</param>
/// <param name="Closes">Whether it ends here.</param>
public sealed record RulerPiece(int Column, int Width, string Text, string Label, bool Opens, bool Closes);
