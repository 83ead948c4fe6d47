using System.Text;
using System.Text.Unicode;

namespace Weir.Yaml.Parsing;

/// <summary>From bytes to text: UTF-8 with or without a byte order mark, no NUL, not too long; the first offence is named with its place.</summary>
internal static class YamlText
{
    public static string? Decode(ReadOnlySpan<byte> utf8, string file, YamlLimits limits, DiagnosticBag bag)
    {
        if (utf8.StartsWith("\uFEFF"u8))
        {
            utf8 = utf8[3..];
        }
        if (utf8.Length > limits.MaxBytes)
        {
            bag.Error(YamlCodes.TooLarge, new SourcePosition(file, 0, 0), TooLarge(limits));
            return null;
        }
        if (!Utf8.IsValid(utf8))
        {
            var chars = new char[utf8.Length];
            Utf8.ToUtf16(utf8, chars, out _, out var written, replaceInvalidSequences: false);
            var place = PlaceAt(chars.AsSpan(0, written), file);
            bag.Error(YamlCodes.NotUtf8, place, "The file is not UTF-8 from this place on; save it as UTF-8.");
            return null;
        }
        return CheckCharacters(Encoding.UTF8.GetString(utf8), file, bag);
    }

    public static string? Check(string text, string file, YamlLimits limits, DiagnosticBag bag)
    {
        if (text.StartsWith('\uFEFF'))
        {
            text = text[1..];
        }
        if (text.Length > limits.MaxBytes || Encoding.UTF8.GetByteCount(text) > limits.MaxBytes)
        {
            bag.Error(YamlCodes.TooLarge, new SourcePosition(file, 0, 0), TooLarge(limits));
            return null;
        }
        var broken = IndexOfBrokenSurrogate(text);
        if (broken >= 0)
        {
            bag.Error(YamlCodes.NotUtf8, PlaceAt(text.AsSpan(0, broken), file), "The text holds half a surrogate pair here, which is no character.");
            return null;
        }
        return CheckCharacters(text, file, bag);
    }

    public static int IndexOfBrokenSurrogate(string text)
    {
        for (var i = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF'); i >= 0 && i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
            {
                return i;
            }
            i++;
        }
        return -1;
    }

    /// <summary>The place just behind a text.</summary>
    public static SourcePosition PlaceAt(ReadOnlySpan<char> before, string file)
    {
        var line = 1;
        var column = 1;
        for (var i = 0; i < before.Length; i++)
        {
            if (before[i] == '\n' || (before[i] == '\r' && (i + 1 == before.Length || before[i + 1] != '\n')))
            {
                line++;
                column = 1;
            }
            else
            {
                column++;
            }
        }
        return new SourcePosition(file, line, column);
    }

    private static string TooLarge(YamlLimits limits) => $"The file is larger than {limits.MaxBytes} bytes, which is the most that is read.";

    private static string? CheckCharacters(string text, string file, DiagnosticBag bag)
    {
        var nul = text.IndexOf('\0', StringComparison.Ordinal);
        if (nul >= 0)
        {
            bag.Error(YamlCodes.NulCharacter, PlaceAt(text.AsSpan(0, nul), file), "The file has a NUL character here, so that it is no text.");
            return null;
        }
        return text;
    }
}
