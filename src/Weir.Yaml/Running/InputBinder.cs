namespace Weir.Yaml.Files;

/// <summary>Gives every input of a file its value, and finds those that are secret.</summary>
internal sealed class InputBinder(WorkflowDocument document, StepAccess access, WorkflowBinding binding, SecretMask secrets, DiagnosticBag bag)
{
    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);

    /// <summary>The name of the variable of the environment that an input is taken from.</summary>
    public static string VariableOf(string input) => "WEIR_INPUT_" + input.ToUpperInvariant().Replace('-', '_');

    /// <summary>The names of inputs that are secret, or came from where secrets come from.</summary>
    public HashSet<string> SecretNames { get; } = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, object?> Bind()
    {
        var known = document.Inputs.Select(static input => input.Name.Text).ToHashSet(StringComparer.Ordinal);
        foreach (var name in binding.Inputs.Keys.Concat(binding.Values.Keys).Where(name => !known.Contains(name)))
        {
            bag.Error(WorkflowCodes.GivenInput, document.Name.Position, $"The workflow '{document.Name.Text}' has no input {DiagnosticText.Quote(name)}{bag.Suggestion(name, known)}");
        }

        foreach (var input in document.Inputs)
        {
            Bind(input);
        }

        return _values;
    }

    private void Bind(InputDocument input)
    {
        var name = input.Name.Text;
        try
        {
            if (binding.Kept.TryGetValue(name, out var kept))
            {
                _values[name] = kept;
            }
            else if (binding.Inputs.TryGetValue(name, out var text))
            {
                Set(input, InputValues.Parse(input, text), input.IsSecret);
            }
            else if (binding.Values.TryGetValue(name, out var value))
            {
                Set(input, Fitting(input, value), input.IsSecret);
            }
            else if (binding.Environment?.Invoke(VariableOf(name)) is { } variable)
            {
                Set(input, InputValues.Parse(input, variable), isSecret: true);
            }
            else if (input.HasDefault)
            {
                Set(input, input.Default, input.IsSecret);
            }
            else
            {
                bag.Error(WorkflowCodes.GivenInput, input.Position, $"The input '{name}' has no default and was not given; add --input {name}=VALUE.");
            }
        }
        catch (FormatException error)
        {
            // What was given may be the secret itself, so only its kind is told.
            bag.Error(WorkflowCodes.GivenInput, input.Position, input.IsSecret
                ? $"The value of the secret input '{name}' is no {InputValues.TypeNames[(int)input.Type]} in its range; give another with --input {name}=VALUE."
                : $"The input '{name}' {error.Message}.");
        }
    }

    private static object? Fitting(InputDocument input, object? value) =>
        InputValues.Wrong(input, value) is { } wrong ? throw new FormatException(wrong) : InputValues.Fit(input, value);

    private void Set(InputDocument input, object? value, bool isSecret)
    {
        _values[input.Name.Text] = input.Type == InputType.Files ? FilesOf(input, value) : value;
        if (!isSecret)
        {
            return;
        }

        SecretNames.Add(input.Name.Text);
        secrets.Add([value]);
        if (value is string { Length: > 0 and < SecretMask.MinLength })
        {
            bag.Warning(WorkflowCodes.NoEffect, input.Position, $"The secret input '{input.Name.Text}' has less than {SecretMask.MinLength} characters, so it is not masked; choose a longer one.");
        }
    }

    private object?[] FilesOf(InputDocument input, object? value)
    {
        IEnumerable<string> patterns = value is IReadOnlyList<object?> list ? list.OfType<string>() : [(string)value!];
        var paths = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var pattern in patterns)
        {
            try
            {
                paths.UnionWith(new FilePattern(pattern, access).Paths());
            }
            catch (Exception error) when (error is PermissionDeniedException or IOException or UnauthorizedAccessException)
            {
                var code = error is PermissionDeniedException ? WorkflowCodes.Permission : WorkflowCodes.GivenInput;
                bag.Error(code, input.Position, $"The input '{input.Name.Text}': {error.Message}");
            }
        }

        return paths.ToArray<object?>();
    }
}
