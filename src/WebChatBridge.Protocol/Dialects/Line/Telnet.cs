using System.Runtime.InteropServices;

namespace WebChatBridge.Protocol;

/// <summary>
/// Telnet sequences (RFC 854): they begin with IAC, are no text, and everything asked for is refused. We ask for nothing, so
/// no negotiation loops, and echo stays where the person's terminal has it.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct Telnet
{
    public const byte Iac = 255;
    public const int MaxSubnegotiation = 1024;

    private const byte Se = 240;
    private const byte Sb = 250;
    private const byte Will = 251;
    private const byte Wont = 252;
    private const byte Do = 253;
    private const byte Dont = 254;

    private State state;
    private byte verb;
    private int length;
    private byte[]? answer;

    private enum State : byte
    {
        Idle,
        Command,
        Option,
        Subnegotiation,
        SubnegotiationIac,
    }

    /// <summary>Whether the next byte belongs to a sequence.</summary>
    public readonly bool Busy => state != State.Idle;

    /// <summary>The bytes to send back after <see cref="TelnetOutcome.Answer"/>.</summary>
    public readonly ReadOnlySpan<byte> Answer => answer;

    /// <summary>An IAC came.</summary>
    public void Begin() => state = State.Command;

    public TelnetOutcome Take(byte value)
    {
        switch (state)
        {
            case State.Command:
                return Command(value);
            case State.Option:
                state = State.Idle;
                return Refuse(value);
            case State.SubnegotiationIac when value == Se:
                state = State.Idle;
                return TelnetOutcome.Done;
            default:
                state = state == State.Subnegotiation && value == Iac ? State.SubnegotiationIac : State.Subnegotiation;
                return ++length > MaxSubnegotiation ? TelnetOutcome.TooLong : TelnetOutcome.More;
        }
    }

    private TelnetOutcome Command(byte value)
    {
        switch (value)
        {
            case Iac:
                state = State.Idle;
                return TelnetOutcome.Literal;
            case Sb:
                state = State.Subnegotiation;
                length = 0;
                return TelnetOutcome.More;
            case >= Will and <= Dont:
                state = State.Option;
                verb = value;
                return TelnetOutcome.More;
            default:
                state = State.Idle;
                return TelnetOutcome.Done;
        }
    }

    private TelnetOutcome Refuse(byte option)
    {
        if (verb is Wont or Dont)
        {
            return TelnetOutcome.Done;
        }

        answer = [Iac, verb == Do ? Wont : Dont, option];
        return TelnetOutcome.Answer;
    }
}
