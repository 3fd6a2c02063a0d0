namespace WebChatBridge.Web.State;

/// <summary>What somebody did to a row of a stream: the control says what, the row says to which.</summary>
/// <param name="Act">The control's <c>data-act</c>.</param>
/// <param name="Seq">The row's <c>data-seq</c>.</param>
/// <param name="Part">The row's <c>data-part</c>; 0 where rows have none.</param>
/// <param name="Value">The control's <c>data-value</c>; null for none.</param>
/// <param name="Alt">Whether Alt was held.</param>
public sealed record RowAction(string Act, long Seq, int Part = 0, string? Value = null, bool Alt = false);
