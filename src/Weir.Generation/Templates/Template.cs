using System.Runtime.CompilerServices;
using HandlebarsDotNet;
using Weir.Generation.Templates.Rendering;

namespace Weir.Generation.Templates;

/// <summary>A compiled template: text with places in braces. It does not change, and any number of threads may render it.</summary>
/// <remarks>Rendering is strict (a name that the data has not is an error), escapes nothing, and is limited in length, turns of loops and time.</remarks>
public sealed class Template
{
    private readonly HandlebarsTemplate<TextWriter, object, object> _compiled;
    private readonly TemplateText _text;
    private readonly TemplateSettings _settings;

    internal Template(string id, string kind, TemplateText text, string sha256, HandlebarsTemplate<TextWriter, object, object> compiled, TemplateSettings settings)
    {
        (Id, Kind, Sha256) = (id, kind, sha256);
        (_text, _compiled, _settings) = (text, compiled, settings);
    }

    /// <summary>What it is called, such as <c>node/node</c>.</summary>
    public string Id { get; }

    /// <summary>The first folder of the id; <c>other</c> where it has none.</summary>
    public string Kind { get; }

    /// <summary>Where it comes from: <c>shipped</c>, or the file.</summary>
    public string Source => _text.Source;

    /// <summary>The hash of its text, in lower-case hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>The size of its text in memory, in bytes: two for each character. What was compiled of it is not counted.</summary>
    public long Size => 2L * _text.Content.Length;

    internal TemplateText Text => _text;

    /// <summary>Renders it.</summary>
    /// <param name="data">What its names mean: an object with properties, a dictionary by name, or a list; null has no names.</param>
    /// <param name="cancellationToken">Stops it, between the turns of loops.</param>
    /// <returns>The text.</returns>
    /// <exception cref="TemplateException">It asks for what the data has not, shows a template that is not there, or goes beyond a limit.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public string Render(object? data, CancellationToken cancellationToken = default)
    {
        var writer = _settings.Rent();
        try
        {
            writer.Start(this, _settings, cancellationToken);
            _compiled(writer, data!);
            return writer.ToString();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw RenderFailure.Explain(this, error, writer.Written, _settings.Limits);
        }
        finally
        {
            _settings.Return(writer);
        }
    }

    /// <summary>Renders it as a part of another one.</summary>
    internal void RenderInside(TextWriter writer, object context)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        writer.Write("");
        try
        {
            _compiled(writer, context);
        }
        catch (Exception error) when (RenderFailure.Mark(error, this))
        {
            // It is never caught.
        }
    }
}
