using Weir.Yaml.Expressions;

namespace Weir.Yaml.Files;

/// <summary>One <c>uses</c> and <c>with</c> that can be called: values are evaluated and checked, then the step type does the work.</summary>
internal sealed class BoundCall
{
    private readonly StepType _type;
    private readonly StepAccess _access;
    private readonly SecretMask _secrets;
    private readonly Func<StepArguments, StepContext, ValueTask<object?>> _run;
    private readonly (StepParameter Parameter, ValueTemplate Value)[] _with;

    /// <param name="type">What is called.</param>
    /// <param name="call">What it is given.</param>
    /// <param name="access">What it may touch.</param>
    /// <param name="secrets">What no failure may tell.</param>
    /// <param name="run">What does the work; default null, the type.</param>
    public BoundCall(StepType type, CallDocument call, StepAccess access, SecretMask secrets, Func<StepArguments, StepContext, ValueTask<object?>>? run = null)
    {
        _run = run ?? type.RunAsync;
        _type = type;
        _access = access;
        _secrets = secrets;
        _with = [.. call.With.Select(entry => (type.Parameters.First(parameter => parameter.Name == entry.Name.Text), entry.Value))];
    }

    /// <summary>What answers calls that were made before; null: nothing.</summary>
    public (CallCache Cache, TimeSpan Ttl)? Caching { get; init; }

    /// <summary>Failures that another attempt does not mend: a value that does not fit, and what is not permitted.</summary>
    public static bool IsForGood(Exception error) => error is ExpressionException or PermissionDeniedException;

    public async ValueTask<object?> RunAsync(ExpressionScope scope, StepContext context)
    {
        object? value;
        try
        {
            var arguments = new StepArguments(Evaluate(scope), _access);
            value = Caching is { } caching
                ? await caching.Cache.GetAsync(_type.Name, _run, caching.Ttl, arguments, context).ConfigureAwait(false)
                : await _run(arguments, context).ConfigureAwait(false);
        }
        catch (Exception error) when (_secrets.Masked(error) is { } masked)
        {
            throw masked;
        }

        if (context.Failure is { } failure)
        {
            return _secrets.Apply(failure) is var shown && shown == failure ? value : throw new StepFailedException(shown);
        }

        return value is null or string or bool or long or double or IReadOnlyDictionary<string, object?> or IReadOnlyList<object?>
            ? value
            : throw new InvalidOperationException($"The step type '{_type.Name}' gave a value of the type {value.GetType()}, which is none that steps of a workflow file hand on.");
    }

    private Dictionary<string, object?> Evaluate(ExpressionScope scope)
    {
        var values = new Dictionary<string, object?>(_with.Length, StringComparer.Ordinal);
        foreach (var (parameter, template) in _with)
        {
            var value = template.Evaluate(scope);
            if (!template.IsLiteral)
            {
                Check(parameter, value, template.Position);
            }

            values[parameter.Name] = value;
        }

        return values;
    }

    private void Check(StepParameter parameter, object? value, SourcePosition position)
    {
        var subject = $"{position}: '{parameter.Name}' of '{_type.Name}' must be";
        if (value is null ? parameter.IsRequired : !Shapes.KindOf(value).MayBe(parameter.Shape))
        {
            throw new ExpressionException($"{subject} {parameter.Shape}, and it is {StepValues.KindOf(value)}.", 0);
        }

        if (value is string word && parameter.Words.Count > 0 && !parameter.Words.Contains(word))
        {
            throw new ExpressionException($"{subject} one of {DiagnosticText.List(parameter.Words)}, and it is {DiagnosticText.Quote(word)}.", 0);
        }

        if (parameter.Permission is not { } kind)
        {
            return;
        }

        foreach (var text in value is IReadOnlyList<object?> list ? list.OfType<string>() : value is string one ? [one] : [])
        {
            if (_access.Refusal(kind, text) is { } refusal)
            {
                throw new PermissionDeniedException($"{position}: {refusal}");
            }
        }
    }
}
