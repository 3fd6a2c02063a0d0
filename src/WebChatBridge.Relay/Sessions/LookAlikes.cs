using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace WebChatBridge.Relay;

/// <summary>
/// Reduces a name to what it looks like: <c>Tom</c>, <c>tom</c>, <c>T0m</c> and Cyrillic <c>Тоm</c> are one. A compact cousin of Unicode's
/// confusables.txt; where two letters collide that a careful reader would tell apart, somebody gets <c>name-2</c>.
/// </summary>
internal static class LookAlikes
{
    // Pairs: letter in lower case, what either of its cases looks like.
    private const string Pairs =
        // Latin
        "ıiȷjɑaɡgɩiʀrʏyᴀaʙbᴄcᴅdᴇeɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpꜱsᴛtᴜuᴠvᴡwᴢzꞁlℓlℎhℴoℯeℊgªaºoſfƅbƨsǀlɵoɸoⱺoꝺd"
        // Cyrillic
        + "аaвbгrеeзeиuкkмmнhоoпnрpсcтtуyхxьbѕsіiјjһhԁdԛqԝwѵvүyғfқkңhҝkҟkҡkҳxӏlԍgӕæ"
        // Greek
        + "αaβbγyεeζzηhιiκkμmµmνnοoρpσoςoτtυuχxωwϲcϳjϝf"
        // Armenian, Cherokee, Coptic, Lisu where they pass for Latin
        + "ոnսuօoհhքpցgզqյjᏼbꭰdꭱrꭲtꭵiꭹyꭺaꭻjꭼeꮃwꮇmꮋhꮐgꮓzꮞ4ꮟbꮢrꮪsꮩvꮯcꮮlꮲpꮶkᏻgꮜuⲟoⲣpⲥcⲁaⲉeⲕkⲙmⲛnⲧtⲭxⲩyꓐbꓑpꓓdꓖgꓗkꓙjꓚcꓜzꓝfꓟmꓠnꓡlꓢsꓣrꓤrꓦvꓧhꓪwꓫxꓬyꓮaꓰeꓲiꓳoꓴu";

    private static readonly FrozenDictionary<char, char> Latin =
        Enumerable.Range(0, Pairs.Length / 2).ToFrozenDictionary(at => Pairs[at * 2], at => Pairs[(at * 2) + 1]);

    public static string Skeleton(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var rune in Composition.Compose(name).EnumerateRunes())
        {
            text.Append(Look(rune));
        }

        return text.Replace("rn", "m").Replace("vv", "w").ToString();
    }

    private static string Look(Rune rune)
    {
        var digit = CharUnicodeInfo.GetDecimalDigitValue(rune.ToString(), 0);
        if (digit >= 0)
        {
            return digit switch
            {
                0 => "o",
                1 => "l",
                _ => ((char)('0' + digit)).ToString(),
            };
        }

        var lower = Rune.ToLowerInvariant(Plain(rune));
        if (!lower.IsBmp)
        {
            return lower.ToString();
        }

        var letter = Latin.GetValueOrDefault((char)lower.Value, (char)lower.Value);
        return letter switch
        {
            'i' => "l",
            'ﬁ' => "fl",
            'ﬂ' => "fl",
            'ﬀ' => "ff",
            'æ' => "ae",
            'œ' => "oe",
            _ => letter.ToString(),
        };
    }

    // Full width and mathematical letters are ASCII in costume.
    private static Rune Plain(Rune rune)
    {
        const int alphabet = 52;
        switch (rune.Value)
        {
            case >= 0xFF21 and <= 0xFF5A:
                return new Rune(rune.Value - 0xFEE0);
            case >= 0x1D400 and < 0x1D400 + (13 * alphabet):
                var at = (rune.Value - 0x1D400) % alphabet;
                return new Rune(at < alphabet / 2 ? 'a' + at : 'a' + at - (alphabet / 2));
            default:
                return rune;
        }
    }
}
