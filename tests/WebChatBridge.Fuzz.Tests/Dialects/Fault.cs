namespace WebChatBridge.Fuzz.Tests;

/// <summary>What is wrong with a reader on purpose.</summary>
public enum Fault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It throws for a byte.</summary>
    Throws,

    /// <summary>It takes the end of a piece for the end of a frame.</summary>
    ReadsPieces,

    /// <summary>It allocates what a header claims.</summary>
    TrustsLength,

    /// <summary>It says that a frame begins one byte later than it does.</summary>
    Misplaces,

    /// <summary>It never takes a byte.</summary>
    Stands,

    /// <summary>It writes a message without its last byte.</summary>
    LosesAByte,

    /// <summary>It measures no frame in what it wrote.</summary>
    MeasuresNothing,
}
