using System.Runtime.InteropServices;

namespace WebChatBridge.Relay;

/// <summary>A file descriptor that is ours to close. Its number is used again only when the last call that uses it has returned.</summary>
internal sealed class Descriptor : SafeHandle
{
    public Descriptor(int number)
        : base(invalidHandleValue: -1, ownsHandle: true) => SetHandle(number);

    public override bool IsInvalid => handle == -1;

    protected override bool ReleaseHandle() => Libc.Close((int)handle) == 0;
}
