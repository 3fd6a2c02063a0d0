namespace WebChatBridge.Promises.Tests;

/// <summary>What a client makes of what it is sent. Called by one read loop, one thing at a time.</summary>
internal interface IListener
{
    void Hear(in Heard heard);
}
