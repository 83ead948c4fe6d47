namespace Weir.Generation.Validation.Security.Patterns;

/// <summary>The characters that a place in a pattern takes: ASCII one by one, all others in four sorts.</summary>
internal readonly record struct CharacterSet(UInt128 Ascii, Sorts Others)
{
    public static readonly CharacterSet All = new(UInt128.MaxValue, Sorts.All);

    public static readonly CharacterSet Digit = Range('0', '9') with { Others = Sorts.Digit };

    public static readonly CharacterSet Word = (Range('a', 'z') | Range('A', 'Z') | Digit | Of('_')) with { Others = Sorts.Letter | Sorts.Digit };

    public static readonly CharacterSet Space = (Range('\t', '\r') | Of(' ')) with { Others = Sorts.Space };

    public bool IsEmpty => Ascii == 0 && Others == Sorts.None;

    public static CharacterSet Of(char character) => character < 128 ? new CharacterSet(UInt128.One << character, Sorts.None) : new CharacterSet(0, SortOf(character));

    public static CharacterSet Range(char first, char last)
    {
        var set = default(CharacterSet);
        for (int at = first; at <= last && at < 128; at++)
        {
            set |= Of((char)at);
        }

        return last < 128 ? set : set with { Others = Sorts.All };
    }

    public static CharacterSet operator |(CharacterSet left, CharacterSet right) => new(left.Ascii | right.Ascii, left.Others | right.Others);

    public static CharacterSet operator &(CharacterSet left, CharacterSet right) => new(left.Ascii & right.Ascii, left.Others & right.Others);

    // What is not ASCII is known by sort only, so that a few of a sort leave the sort in what is not taken.
    public static CharacterSet operator ~(CharacterSet set) => new(~set.Ascii, Sorts.All & ~set.Others);

    /// <summary>With each letter in both cases.</summary>
    public CharacterSet WithBothCases()
    {
        var lower = Ascii & Range('a', 'z').Ascii;
        var upper = Ascii & Range('A', 'Z').Ascii;
        return this with { Ascii = Ascii | (lower >> 32) | (upper << 32) };
    }

    private static Sorts SortOf(char character) => character switch
    {
        _ when char.IsLetter(character) => Sorts.Letter,
        _ when char.IsDigit(character) => Sorts.Digit,
        _ when char.IsWhiteSpace(character) => Sorts.Space,
        _ => Sorts.Other,
    };
}

/// <summary>The sorts of characters beyond ASCII.</summary>
[Flags]
internal enum Sorts
{
    None = 0,
    Letter = 1,
    Digit = 2,
    Space = 4,
    Other = 8,
    All = Letter | Digit | Space | Other,
}
