namespace Weir.Yaml.Files;

/// <summary>Reads what stands in several places: names, durations, attempts, resources.</summary>
internal sealed class PartReader(DiagnosticBag bag)
{
    private const int MaxName = 100;

    /// <summary>A name that must be there; null: it is not, or not usable.</summary>
    public YamlScalar? Name(YamlFields fields, string field, string what) => fields.RequireText(field) is { } name && Check(name, what) ? name : null;

    /// <summary>Whether a name keeps the rule of names.</summary>
    public bool Check(YamlScalar name, string what)
    {
        var text = name.Text;
        if (text.Length is > 0 and <= MaxName && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            return true;
        }

        bag.Error(WorkflowCodes.Name, name.Position, $"{DiagnosticText.Quote(text)} is no name of a {what}; use 1 to {MaxName} letters, digits, '-' and '_'.");
        return false;
    }

    public TimeSpan? Duration(YamlFields fields, string field)
    {
        if (fields.Find(field) is not { } entry)
        {
            return null;
        }

        if (entry.Value is YamlScalar scalar && Durations.TryParse(scalar.Text) is { } duration)
        {
            return duration;
        }

        bag.Error(WorkflowCodes.Duration, entry.Value.Position, $"'{field}' of {fields.Name} must be {Durations.Hint}, at most 24 days, and it is {YamlFields.Shown(entry.Value)}.");
        return null;
    }

    public TimeSpan? Timeout(YamlFields fields) => AtMostADay(fields, "timeout");

    /// <param name="fields">Where they stand.</param>
    /// <param name="isWhole">Whether nothing else stands there.</param>
    public AttemptDocument Attempts(YamlFields fields, bool isWhole = false)
    {
        var read = new AttemptDocument { Timeout = Timeout(fields), Retry = Retry(fields) };
        if (isWhole)
        {
            fields.Finish();
        }

        return read;
    }

    public List<ResourceDocument> Resources(YamlFields fields, string field)
    {
        var read = new List<ResourceDocument>();
        if (fields.Mapping(field) is not { } map)
        {
            return read;
        }

        var amounts = new YamlFields(map, field, bag);
        foreach (var entry in map.Entries)
        {
            if (Check(entry.Key, "resource") && amounts.WholeNumber(entry.Name, 1, 1_000_000) is { } amount)
            {
                read.Add(new ResourceDocument(entry.Key, (int)amount));
            }
        }

        return read;
    }

    private RetryOptions? Retry(YamlFields fields)
    {
        if (fields.Fields("retry") is not { } retry)
        {
            return null;
        }

        var standard = new RetryOptions();
        var read = new RetryOptions
        {
            MaxAttempts = (int?)retry.WholeNumber("attempts", 1, 1_000) ?? standard.MaxAttempts,
            Delay = Duration(retry, "delay") ?? standard.Delay,
            MaxDelay = AtMostADay(retry, "max-delay") ?? standard.MaxDelay,
            Backoff = retry.Word("backoff", ["constant", "linear", "exponential"]) switch
            {
                "linear" => BackoffKind.Linear,
                "exponential" => BackoffKind.Exponential,
                _ => BackoffKind.Constant,
            },
            Jitter = retry.Boolean("jitter") ?? false ? 1 : 0,
        };
        retry.Finish();
        if (Wrong(read) is { } wrong)
        {
            bag.Error(WorkflowCodes.Duration, retry.Position, $"'retry' of {fields.Name} {wrong}");
            return null;
        }

        return read;
    }

    private TimeSpan? AtMostADay(YamlFields fields, string field)
    {
        var read = Duration(fields, field);
        if (read is null || read <= TimeSpan.FromDays(1))
        {
            return read;
        }

        bag.Error(WorkflowCodes.Duration, fields.Find(field)!.Value.Position, $"'{field}' of {fields.Name} is {Durations.ToText(read.Value)}; it may be at most 24h.");
        return null;
    }

    private static string? Wrong(RetryOptions retry) =>
        retry.Delay > retry.MaxDelay ? $"has a 'delay' of {Durations.ToText(retry.Delay)} and a 'max-delay' of {Durations.ToText(retry.MaxDelay)}; raise 'max-delay', or wait less."
        : retry.Backoff != BackoffKind.Constant && retry.Delay == TimeSpan.Zero ? "has a 'backoff' and no 'delay', so it would never wait; give it a 'delay'."
        : null;
}
