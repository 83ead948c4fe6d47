using System.Data;
using Weir.Yaml;

namespace Weir.Generation.Contracts.Reading;

/// <summary>Reads <c>advanced_features</c>. A feature that is there is on, unless it says <c>enabled: false</c>.</summary>
internal sealed class FeatureReader(ContractContext context)
{
    private static readonly Dictionary<string, IsolationLevel> IsolationLevels = new(StringComparer.Ordinal)
    {
        ["READ_UNCOMMITTED"] = IsolationLevel.ReadUncommitted,
        ["READ_COMMITTED"] = IsolationLevel.ReadCommitted,
        ["REPEATABLE_READ"] = IsolationLevel.RepeatableRead,
        ["SERIALIZABLE"] = IsolationLevel.Serializable,
        ["SNAPSHOT"] = IsolationLevel.Snapshot,
    };

    private static readonly NodeOptions Defaults = NodeOptions.Default;

    public NodeOptions Read(YamlFields contract)
    {
        if (contract.Fields("advanced_features") is not { } features)
        {
            return Defaults;
        }
        var options = new NodeOptions
        {
            CircuitBreaker = features.Fields("circuit_breaker") is { } breaker ? ReadBreaker(breaker) : Defaults.CircuitBreaker,
            Retry = features.Fields("retry_policy") is { } retry ? ReadRetry(retry) : Defaults.Retry,
            DeadLetterQueue = features.Fields("dead_letter_queue") is { } queue ? ReadDeadLetters(queue) : Defaults.DeadLetterQueue,
            Transactions = features.Fields("transactions") is { } transactions ? ReadTransactions(transactions) : Defaults.Transactions,
            Security = features.Fields("security_validation") is { } security ? ReadSecurity(security) : Defaults.Security,
            Observability = features.Fields("observability") is { } observability ? ReadObservability(observability) : Defaults.Observability,
        };
        features.Finish();
        return options;
    }

    private static NodeCircuitBreakerOptions ReadBreaker(YamlFields fields)
    {
        var defaults = Defaults.CircuitBreaker;
        var options = new NodeCircuitBreakerOptions
        {
            Enabled = fields.Boolean("enabled") ?? true,
            FailureThreshold = Count(fields, "failure_threshold", 1, 100) ?? defaults.FailureThreshold,
            RecoveryTimeout = Milliseconds(fields, "recovery_timeout_ms", 1_000, 600_000) ?? defaults.RecoveryTimeout,
            HalfOpenMaxCalls = Count(fields, "half_open_max_calls", 1, 10) ?? defaults.HalfOpenMaxCalls,
            Services = Texts(fields, "services"),
        };
        fields.Finish();
        return options;
    }

    private NodeRetryOptions ReadRetry(YamlFields fields)
    {
        var defaults = Defaults.Retry;
        var options = new NodeRetryOptions
        {
            Enabled = fields.Boolean("enabled") ?? true,
            MaxAttempts = Count(fields, "max_attempts", 1, 10) ?? defaults.MaxAttempts,
            InitialDelay = Milliseconds(fields, "initial_delay_ms", 100, 10_000) ?? defaults.InitialDelay,
            MaxDelay = Milliseconds(fields, "max_delay_ms", 1_000, 300_000) ?? defaults.MaxDelay,
            BackoffMultiplier = fields.Number("backoff_multiplier", 1, 5) ?? defaults.BackoffMultiplier,
            RetryableExceptions = Texts(fields, "retryable_exceptions"),
            RetryableStatusCodes = ReadStatusCodes(fields) ?? defaults.RetryableStatusCodes,
        };
        if (options.MaxDelay < options.InitialDelay && (fields.Find("max_delay_ms") ?? fields.Find("initial_delay_ms")) is { } entry)
        {
            context.Bag.Error(ContractCodes.OptionsDisagree, entry.Value.Position,
                $"'max_delay_ms' of retry_policy is {options.MaxDelay.TotalMilliseconds:0}, less than 'initial_delay_ms', which is {options.InitialDelay.TotalMilliseconds:0}.");
        }
        fields.Finish();
        return options;
    }

    private List<int>? ReadStatusCodes(YamlFields fields)
    {
        if (fields.Sequence("retryable_status_codes") is not { } list)
        {
            return null;
        }
        var codes = new List<int>();
        foreach (var item in list.Items)
        {
            if (item is YamlScalar scalar && scalar.TryGetInteger(out var code) && code is >= 100 and <= 599)
            {
                codes.Add((int)code);
                continue;
            }
            context.Bag.Error(YamlCodes.OutOfRange, item.Position, $"An entry of 'retryable_status_codes' must be a whole number from 100 to 599, and it is {YamlFields.Shown(item)}.");
        }
        return codes;
    }

    private NodeDeadLetterOptions ReadDeadLetters(YamlFields fields)
    {
        var defaults = Defaults.DeadLetterQueue;
        var suffix = fields.Text("topic_suffix");
        if (suffix is not null && string.IsNullOrWhiteSpace(suffix.Text))
        {
            context.Bag.Error(YamlCodes.OutOfRange, suffix.Position, "'topic_suffix' of dead_letter_queue must not be empty.");
            suffix = null;
        }
        var options = new NodeDeadLetterOptions
        {
            Enabled = fields.Boolean("enabled") ?? true,
            MaxRetries = Count(fields, "max_retries", 0, 100) ?? defaults.MaxRetries,
            TopicSuffix = suffix?.Text ?? defaults.TopicSuffix,
            RetryDelay = Milliseconds(fields, "retry_delay_ms", 0, int.MaxValue) ?? defaults.RetryDelay,
            AlertThreshold = Count(fields, "alert_threshold", 1, int.MaxValue) ?? defaults.AlertThreshold,
        };
        fields.Finish();
        return options;
    }

    private static NodeTransactionOptions ReadTransactions(YamlFields fields)
    {
        var defaults = Defaults.Transactions;
        var options = new NodeTransactionOptions
        {
            Enabled = fields.Boolean("enabled") ?? true,
            IsolationLevel = fields.Word("isolation_level", [.. IsolationLevels.Keys]) is { } level ? IsolationLevels[level] : defaults.IsolationLevel,
            Timeout = fields.Number("timeout_seconds", 0.001m, 86_400) is { } seconds ? TimeSpan.FromSeconds((double)seconds) : defaults.Timeout,
            RollbackOnError = fields.Boolean("rollback_on_error") ?? defaults.RollbackOnError,
            Savepoints = fields.Boolean("savepoints") ?? defaults.Savepoints,
        };
        fields.Finish();
        return options;
    }

    private NodeSecurityOptions ReadSecurity(YamlFields fields)
    {
        var defaults = Defaults.Security;
        var options = new NodeSecurityOptions
        {
            Enabled = fields.Boolean("enabled") ?? true,
            SanitizeInputs = fields.Boolean("sanitize_inputs") ?? defaults.SanitizeInputs,
            SanitizeLogs = fields.Boolean("sanitize_logs") ?? defaults.SanitizeLogs,
            ValidateSql = fields.Boolean("validate_sql") ?? defaults.ValidateSql,
            MaxInputLength = Count(fields, "max_input_length", 1, int.MaxValue) ?? defaults.MaxInputLength,
            ForbiddenPatterns = ReadPatterns(fields),
            RedactFields = Texts(fields, "redact_fields"),
        };
        fields.Finish();
        return options;
    }

    private List<string> ReadPatterns(YamlFields fields)
    {
        var patterns = fields.Texts("forbidden_patterns");
        foreach (var pattern in patterns)
        {
            if (Patterns.FindProblem(pattern.Text) is { } problem)
            {
                context.Bag.Error(ContractCodes.Pattern, pattern.Position, problem);
            }
        }
        return patterns.Select(pattern => pattern.Text).ToList();
    }

    private NodeObservabilityOptions ReadObservability(YamlFields fields)
    {
        var on = fields.Boolean("enabled") ?? true;
        var options = new NodeObservabilityOptions
        {
            Enabled = on,
            Tracing = ReadSwitch(fields, "tracing"),
            Metrics = ReadSwitch(fields, "metrics"),
            Logging = ReadSwitch(fields, "logging"),
        };
        fields.Finish();
        return options;
    }

    // Either true or false, or a map with details, which go into the README.
    private bool ReadSwitch(YamlFields fields, string name)
    {
        if (fields.Find(name)?.Value is not YamlMapping)
        {
            return fields.Boolean(name) ?? true;
        }
        var details = fields.Fields(name)!;
        context.NoteAll("observability." + name, details.Map);
        return details.Boolean("enabled") ?? true;
    }

    private static int? Count(YamlFields fields, string name, int least, int greatest) => (int?)fields.WholeNumber(name, least, greatest);

    private static TimeSpan? Milliseconds(YamlFields fields, string name, int least, int greatest) =>
        fields.WholeNumber(name, least, greatest) is { } value ? TimeSpan.FromMilliseconds(value) : null;

    private static List<string> Texts(YamlFields fields, string name) => fields.Texts(name).Select(text => text.Text).ToList();
}
