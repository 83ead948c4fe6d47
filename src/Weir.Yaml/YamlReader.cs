using Weir.Yaml.Parsing;
using YamlDotNet.Core;

namespace Weir.Yaml;

/// <summary>Reads YAML 1.2 files into values with places. Never throws for what a file contains.</summary>
public static class YamlReader
{
    /// <summary>Reads a file from its bytes, which must be UTF-8.</summary>
    public static YamlReading Read(ReadOnlySpan<byte> utf8, string file, YamlLimits? limits = null)
    {
        var bag = new DiagnosticBag();
        limits ??= YamlLimits.Default;
        return Build(YamlText.Decode(utf8, file, limits, bag), file, limits, bag);
    }

    /// <summary>Reads a file from its text.</summary>
    public static YamlReading Read(string text, string file, YamlLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var bag = new DiagnosticBag();
        limits ??= YamlLimits.Default;
        return Build(YamlText.Check(text, file, limits, bag), file, limits, bag);
    }

    /// <summary>
    /// Finds the first of the keys that stands at the top of the file with a single value, reading no farther than needed;
    /// later keys are taken only when the earlier ones are not there. Null when there is none, or the file cannot be read that far.
    /// </summary>
    public static YamlScalar? PeekScalar(ReadOnlySpan<byte> utf8, string file, params ReadOnlySpan<string> keys)
    {
        var limits = YamlLimits.Default;
        return YamlText.Decode(utf8, file, limits, new DiagnosticBag()) is { } text ? YamlPeek.Find(text, file, keys, limits) : null;
    }

    /// <inheritdoc cref="PeekScalar(ReadOnlySpan{byte}, string, ReadOnlySpan{string})"/>
    public static YamlScalar? PeekScalar(string text, string file, params ReadOnlySpan<string> keys)
    {
        ArgumentNullException.ThrowIfNull(text);
        var limits = YamlLimits.Default;
        return YamlText.Check(text, file, limits, new DiagnosticBag()) is { } sound ? YamlPeek.Find(sound, file, keys, limits) : null;
    }

    private static YamlReading Build(string? text, string file, YamlLimits limits, DiagnosticBag bag)
    {
        if (text is null)
        {
            return new YamlReading(null, "", bag.ToList());
        }
        var separators = LineSeparators.Hide(text);
        var builder = new YamlTreeBuilder(file, separators, limits, bag);
        try
        {
            var parser = new Parser(new StringReader(separators.Text));
            while (parser.MoveNext() && parser.Current is { } parsed && builder.Accept(parsed))
            {
            }
            builder.Finish();
        }
        catch (YamlException exception)
        {
            builder.Abandon();
            var (place, sentence) = YamlSyntax.Explain(exception, text, file);
            bag.Error(YamlCodes.Syntax, place, sentence);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            builder.Abandon();
            bag.Error(YamlCodes.Syntax, builder.Last, "The file is not valid YAML from about this place on.");
        }
        return new YamlReading(builder.Root, text, bag.ToList());
    }
}
