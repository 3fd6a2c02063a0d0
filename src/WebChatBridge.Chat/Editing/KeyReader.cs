using System.Text;

namespace WebChatBridge.Chat;

/// <summary>Turns the bytes of a terminal in raw mode into keys. Whatever the split of the bytes, the keys are the same.</summary>
internal sealed class KeyReader
{
    private const int MaxPasteBytes = 1024 * 1024;
    private const byte Escape = 0x1B;

    private static readonly byte[] PasteEnd = "\e[201~"u8.ToArray();

    private readonly List<byte> pending = [];
    private readonly List<byte> paste = [];
    private bool pasting;

    /// <summary>Whether bytes wait that a lone Escape key would explain; after a moment <see cref="Flush"/> says it was one.</summary>
    public bool IsUndecided => !pasting && pending.Count > 0 && pending[0] == Escape;

    public IReadOnlyList<Key> Take(ReadOnlySpan<byte> bytes)
    {
        pending.AddRange(bytes);
        var keys = new List<Key>();
        while (pending.Count > 0 && (pasting ? TakePaste(keys) : TakeKey(keys)))
        {
        }

        return keys;
    }

    /// <summary>Nothing followed: the Escape stands for itself.</summary>
    public IReadOnlyList<Key> Flush()
    {
        if (!IsUndecided)
        {
            return [];
        }

        pending.Clear();
        return [new Key(KeyCode.Cancel)];
    }

    private bool TakePaste(List<Key> keys)
    {
        paste.AddRange(pending);
        pending.Clear();
        var end = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(paste).IndexOf(PasteEnd);
        if (end < 0)
        {
            // More than this is not a message: the rest is dropped, its end still awaited.
            if (paste.Count > 2 * MaxPasteBytes)
            {
                paste.RemoveRange(MaxPasteBytes, paste.Count - MaxPasteBytes - PasteEnd.Length);
            }

            return false;
        }

        pending.AddRange(paste.Skip(end + PasteEnd.Length));
        var text = Encoding.UTF8.GetString([.. paste.Take(Math.Min(end, MaxPasteBytes))]);
        keys.Add(new Key(KeyCode.Paste, text.ReplaceLineEndings("\n")));
        paste.Clear();
        pasting = false;
        return true;
    }

    private bool TakeKey(List<Key> keys)
    {
        var first = pending[0];
        if (first == Escape)
        {
            return TakeSequence(keys);
        }

        if (first is < 0x20 or 0x7F)
        {
            pending.RemoveAt(0);
            AddControl(first, keys);
            return true;
        }

        return TakeText(keys);
    }

    private bool TakeText(List<Key> keys)
    {
        var text = pending.TakeWhile(unit => unit is >= 0x20 and not 0x7F).ToArray();
        var complete = text.Length;

        // A character cut in two by the read waits for its rest.
        for (var back = 1; back <= Math.Min(3, text.Length); back++)
        {
            var lead = text[^back];
            if (lead >= 0xC0)
            {
                var needs = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
                complete -= text.Length == pending.Count && needs > back ? back : 0;
                break;
            }
        }

        if (complete == 0)
        {
            return false;
        }

        keys.Add(new Key(KeyCode.Text, Encoding.UTF8.GetString(text, 0, complete)));
        pending.RemoveRange(0, complete);
        return complete == text.Length;
    }

    private bool TakeSequence(List<Key> keys)
    {
        if (pending.Count == 1)
        {
            return false;
        }

        if (pending[1] is not ((byte)'[' or (byte)'O'))
        {
            var meta = (char)pending[1];
            pending.RemoveRange(0, 2);
            AddIfKnown(KeyNames.Meta(meta), keys);
            return true;
        }

        // CSI: parameters and intermediates, then one final byte 0x40-0x7E. SS3: one byte.
        var final = pending.FindIndex(2, unit => unit is >= 0x40 and <= 0x7E);
        if (final < 0)
        {
            return false;
        }

        var name = Encoding.Latin1.GetString([.. pending.Take(final + 1).Skip(2)]);
        pending.RemoveRange(0, final + 1);
        pasting = name == "200~";
        AddIfKnown(KeyNames.Sequence(name), keys);
        return true;
    }

    private static void AddControl(byte unit, List<Key> keys) => AddIfKnown(KeyNames.Control(unit), keys);

    private static void AddIfKnown(KeyCode? code, List<Key> keys)
    {
        if (code is { } known)
        {
            keys.Add(new Key(known));
        }
    }
}
