namespace WebChatBridge.Web.State;

/// <summary>One byte of a hex view.</summary>
/// <param name="At">Its place, counted from the first inspected byte.</param>
/// <param name="Value">The byte.</param>
/// <param name="Before">What begins with it.</param>
/// <param name="After">What ends with it, where no other byte of its row shows that.</param>
/// <param name="Wrong">Whether it broke the rules.</param>
public readonly record struct HexCell(int At, byte Value, ByteEdge Before, ByteEdge After, bool Wrong);
