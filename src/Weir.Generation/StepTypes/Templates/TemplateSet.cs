using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using HandlebarsDotNet;
using HandlebarsDotNet.Compiler;
using HandlebarsDotNet.IO;

namespace Weir.Generation.StepTypes;

/// <summary>Templates of workflows: strict, nothing is escaped, values become text as everywhere in workflow files. Each is compiled once for as long as its file stays the same.</summary>
internal sealed partial class TemplateSet
{
    // The compiler calls itself for a block inside a block; this is far from the end of the stack.
    private const int MaxDepth = 100;

    // More files than one workflow has; who renders more compiles some again.
    private const int MaxKept = 64;

    private readonly ConcurrentDictionary<string, (string Text, HandlebarsTemplate<TextWriter, object, object> Template)> _compiled = new(StringComparer.Ordinal);
    private readonly IHandlebars _handlebars;

    public TemplateSet()
    {
        _handlebars = Handlebars.Create(new HandlebarsConfiguration { NoEscape = true, ThrowOnUnresolvedBindingExpression = true });
        _handlebars.Configuration.FormatterProviders.Add(new ValueFormatter());
    }

    /// <summary>Renders a template.</summary>
    /// <param name="name">The file as the user named it.</param>
    /// <param name="text">What stands in it.</param>
    /// <param name="data">One of the values of steps.</param>
    /// <param name="maxLength">How many characters the outcome has at most.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="FormatException">The template is wrong, asks for what the data has not, or gives too much; the message is for the user.</exception>
    public string Render(string name, string text, object? data, int maxLength, CancellationToken cancellationToken)
    {
        var template = Find(name, text);
        using var writer = new BoundedText(maxLength);
        try
        {
            template(writer, TemplateValues.Of(data, cancellationToken)!);
            return writer.ToString();
        }
        catch (HandlebarsUndefinedBindingException error)
        {
            throw new FormatException($"The template '{name}' asks for '{error.Path}', which its data has not; correct the name, or add it to 'data'.", error);
        }
        catch (OverflowException error)
        {
            throw new FormatException($"The template '{name}' gives more than {maxLength} characters; render it in parts.", error);
        }
        catch (HandlebarsException error)
        {
            throw Wrong(name, error);
        }
    }

    private HandlebarsTemplate<TextWriter, object, object> Find(string name, string text)
    {
        if (_compiled.TryGetValue(name, out var known) && known.Text == text)
        {
            return known.Template;
        }

        if (_compiled.Count >= MaxKept)
        {
            _compiled.Clear();
        }

        var template = Compile(name, text);
        _compiled[name] = (text, template);
        return template;
    }

    private HandlebarsTemplate<TextWriter, object, object> Compile(string name, string text)
    {
        if (DepthOf(text) > MaxDepth)
        {
            throw new FormatException($"The template '{name}' has blocks or parentheses nested deeper than {MaxDepth}; make it flatter.");
        }

        try
        {
            using var reader = new StringReader(text);
            return _handlebars.Compile(reader);
        }
        catch (Exception error)
        {
            throw Wrong(name, error);
        }
    }

    private static FormatException Wrong(string name, Exception error)
    {
        var reason = error.Message;
        var place = Place().Match(reason);
        return new FormatException(
            place.Success
                ? string.Create(CultureInfo.InvariantCulture, $"{name}:{FromOne(place.Groups[1])}:{FromOne(place.Groups[2])}: The template is wrong: {reason[..place.Index].Trim()}")
                : $"The template '{name}' is wrong: {reason.ReplaceLineEndings(" ").Trim()}",
            error);

        static int FromOne(Group number) => int.Parse(number.ValueSpan, CultureInfo.InvariantCulture) + 1;
    }

    /// <summary>How deep it may nest, or more.</summary>
    private static int DepthOf(string text)
    {
        int blocks = 0, parentheses = 0, deepest = 0;
        foreach (var mark in Marks().EnumerateMatches(text))
        {
            switch (text[mark.Index + mark.Length - 1])
            {
                case '/':
                    blocks = Math.Max(0, blocks - 1);
                    break;
                case '(':
                    parentheses++;
                    break;
                case ')':
                    parentheses = Math.Max(0, parentheses - 1);
                    break;
                default:
                    blocks++;
                    break;
            }

            deepest = Math.Max(deepest, Math.Max(blocks, parentheses));
        }

        return deepest;
    }

    /// <summary>What opens or closes a block or a parenthesis. Parentheses in the text around are counted too; it mostly has them in pairs.</summary>
    [GeneratedRegex(@"\{\{~?[#^/]|[()]", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Marks();

    [GeneratedRegex(@"Occured at: (\d+):(\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex Place();

    private sealed class ValueFormatter : IFormatterProvider, IFormatter
    {
        public bool TryCreateFormatter(Type type, out IFormatter formatter)
        {
            formatter = this;
            return true;
        }

        public void Format<T>(T value, in EncodedTextWriter writer) => writer.Write(TemplateValues.ToText(value is int index ? (long)index : value), false);
    }
}
