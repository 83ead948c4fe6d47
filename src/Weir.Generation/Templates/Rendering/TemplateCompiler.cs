using System.Globalization;
using HandlebarsDotNet;
using HandlebarsDotNet.Compiler;
using HandlebarsDotNet.Features;
using HandlebarsDotNet.IO;
using HandlebarsDotNet.ObjectDescriptors;
using Weir.Generation.Templates.Checking;

namespace Weir.Generation.Templates.Rendering;

/// <summary>
/// Handlebars.Net as templates here know it: strict, nothing is escaped, values become text as everywhere in workflow files, loops are counted, partials come from the catalog, and there are no
/// helpers but those that were registered.
/// </summary>
internal sealed class TemplateCompiler
{
    // The compiler calls itself for a block inside a block; this is far from the end of the stack.
    private const int MaxDepth = 100;

    private readonly IHandlebars _handlebars;
    private readonly Func<string, bool> _has;

    /// <param name="helpers">By name.</param>
    /// <param name="maxPartialDepth">How deep partials may stand in one another.</param>
    /// <param name="has">Whether there is a template of a name, for others to show.</param>
    /// <param name="get">Gets it.</param>
    public TemplateCompiler(IReadOnlyDictionary<string, TemplateHelper> helpers, int maxPartialDepth, Func<string, bool> has, Func<string, Template> get)
    {
        _has = has;
        var defaults = new DefaultsFeature();
        _handlebars = Handlebars.Create(new HandlebarsConfiguration
        {
            NoEscape = true,
            ThrowOnUnresolvedBindingExpression = true,
            FormatProvider = CultureInfo.InvariantCulture,
            PartialRecursionDepthLimit = (short)maxPartialDepth,
            PartialTemplateResolver = new PartialTemplates(has, get),
            CompileTimeConfiguration = { Features = { defaults } },
        });
        _handlebars.Configuration.FormatterProviders.Add(new TemplateFormatter());
        foreach (var (name, helper) in helpers)
        {
            _handlebars.RegisterHelper(name, (_, arguments) => helper([.. arguments])!);
        }

        // What Handlebars.Net describes values by is known only once it compiles.
        _handlebars.Compile(TextReader.Null);
        _handlebars.Configuration.ObjectDescriptorProviders.Add(new CountedLoops([.. defaults.Providers]));
    }

    /// <exception cref="TemplateException">It is wrong; the first mistake is named.</exception>
    public HandlebarsTemplate<TextWriter, object, object> Compile(string id, TemplateText text)
    {
        var (compiled, mistakes, cause) = TryCompile(text, new TemplateScan(text.Content));
        if (compiled is not null)
        {
            return compiled;
        }

        var (line, column) = TemplateScan.PlaceOf(text.Content, mistakes[0].At);
        throw new TemplateException(id, text.File, line, column, $"The template is wrong: {mistakes[0].Message}", cause);
    }

    /// <summary>All that is wrong with a template; nothing where it compiles.</summary>
    public IReadOnlyList<TemplateMistake> Check(TemplateText text, TemplateScan scan) => TryCompile(text, scan).Mistakes;

    private (HandlebarsTemplate<TextWriter, object, object>? Compiled, IReadOnlyList<TemplateMistake> Mistakes, Exception? Cause) TryCompile(TemplateText text, TemplateScan scan)
    {
        if (scan.Depth > MaxDepth)
        {
            return (null, [new TemplateMistake(0, $"blocks or parentheses are nested deeper than {MaxDepth}; make it flatter.")], null);
        }

        var refused = scan.Mustaches.Select(Refuse).OfType<TemplateMistake>().ToArray();
        try
        {
            using var reader = new StringReader(text.Content);
            var compiled = _handlebars.Compile(reader);
            return refused.Length == 0 ? (compiled, [], null) : (null, refused, null);
        }
        catch (Exception error)
        {
            return (null, [.. refused.Concat(FailurePlace.OfCompiling(text.Content, scan, error, _handlebars)).OrderBy(static one => one.At)], error);
        }
    }

    /// <summary>What Handlebars.Net allows, or finds only when it is rendered.</summary>
    private TemplateMistake? Refuse(Mustache one) => one switch
    {
        { Kind: MustacheKind.Decorator } => new TemplateMistake(one.Start, $"there is no decorator '{one.Name}'; put what is shown more than once into a template of its own."),
        { Kind: MustacheKind.Partial, PartialName: { } name } when !_has(name) => new TemplateMistake(one.Start, $"there is no template '{name}' that it could show."),
        _ => null,
    };

    /// <summary>Hears what Handlebars.Net describes values by.</summary>
    private sealed class DefaultsFeature : IFeatureFactory, IFeature
    {
        public IReadOnlyList<IObjectDescriptorProvider> Providers { get; private set; } = [];

        public IFeature CreateFeature() => this;

        public void OnCompiling(ICompiledHandlebarsConfiguration configuration) =>
            Providers = Providers.Count > 0 ? Providers : [.. configuration.ObjectDescriptorProviders];

        public void CompilationCompleted()
        {
            // Nothing was begun.
        }
    }

    /// <summary>Registers for each name what gets the template when it is shown, so that one that has changed is shown as it is then.</summary>
    private sealed class PartialTemplates(Func<string, bool> has, Func<string, Template> get) : IPartialTemplateResolver
    {
        public bool TryRegisterPartial(IHandlebars env, string? partialName, string? templatePath)
        {
            if (partialName is null || !has(partialName))
            {
                return false;
            }

            env.RegisterTemplate(partialName, (writer, context, _) => get(partialName).RenderInside(writer, context!));
            return true;
        }
    }

    private sealed class TemplateFormatter : IFormatterProvider, IFormatter
    {
        public bool TryCreateFormatter(Type type, out IFormatter formatter)
        {
            formatter = this;
            return true;
        }

        public void Format<T>(T value, in EncodedTextWriter writer) => writer.Write(ToText(value), false);

        private static string ToText(object? value) => value switch
        {
            null => "",
            string text => text,

            // What 'lookup' did not find.
            UndefinedBindingResult unknown => throw new HandlebarsUndefinedBindingException(unknown.Value, unknown.Value),
            bool or long or double => StepValues.ToText(value),
            IReadOnlyDictionary<string, object?> or IReadOnlyList<object?> => StepValues.ToText(value),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
    }
}
