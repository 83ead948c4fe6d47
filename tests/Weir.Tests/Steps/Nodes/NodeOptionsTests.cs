using System.Data;

namespace Weir.Tests.Steps.Nodes;

public class NodeOptionsTests
{
    public static TheoryData<string, Func<object>> OutOfRange { get; } = new()
    {
        { "FailureThreshold is 0; it must be between 1 and 100.", static () => new NodeCircuitBreakerOptions { FailureThreshold = 0 } },
        { "FailureThreshold is 101;", static () => new NodeCircuitBreakerOptions { FailureThreshold = 101 } },
        { "RecoveryTimeout is 00:00:00.5000000; it must be between 00:00:01 and 00:10:00.", static () => new NodeCircuitBreakerOptions { RecoveryTimeout = TimeSpan.FromSeconds(0.5) } },
        { "HalfOpenMaxCalls is 11;", static () => new NodeCircuitBreakerOptions { HalfOpenMaxCalls = 11 } },
        { "MaxAttempts is 0; it must be between 1 and 10.", static () => new NodeRetryOptions { MaxAttempts = 0 } },
        { "InitialDelay is 00:00:11;", static () => new NodeRetryOptions { InitialDelay = TimeSpan.FromSeconds(11) } },
        { "MaxDelay is 00:05:01;", static () => new NodeRetryOptions { MaxDelay = TimeSpan.FromSeconds(301) } },
        { "BackoffMultiplier is 0.9; it must be between 1 and 5.", static () => new NodeRetryOptions { BackoffMultiplier = 0.9m } },
        { "MaxRetries is -1; it must be between 0 and 100.", static () => new NodeDeadLetterOptions { MaxRetries = -1 } },
        { "RetryDelay is -00:00:01; it must be at least 00:00:00.", static () => new NodeDeadLetterOptions { RetryDelay = TimeSpan.FromSeconds(-1) } },
        { "AlertThreshold is 0; it must be at least 1.", static () => new NodeDeadLetterOptions { AlertThreshold = 0 } },
        { "IsolationLevel is 3; it must be one of", static () => new NodeTransactionOptions { IsolationLevel = (IsolationLevel)3 } },
        { "Timeout is 00:00:00; it must be more than zero.", static () => new NodeTransactionOptions { Timeout = TimeSpan.Zero } },
        { "MaxInputLength is 0; it must be at least 1.", static () => new NodeSecurityOptions { MaxInputLength = 0 } },
        { "MaxParallel is 0; it must be between 1 and 4096.", static () => new ExecutorOptions { MaxParallel = 0 } },
    };

    [Theory]
    [MemberData(nameof(OutOfRange), DisableDiscoveryEnumeration = true)]
    public void Assign_OutsideTheRange_NamesPropertyValueAndRange(string message, Func<object> make) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(make).Message, StringComparison.Ordinal);

    [Fact]
    public void Default_IsWhatTheDocumentsSay()
    {
        var options = NodeOptions.Default;
        Assert.Equal((false, 5, TimeSpan.FromMinutes(1), 3), (options.CircuitBreaker.Enabled, options.CircuitBreaker.FailureThreshold, options.CircuitBreaker.RecoveryTimeout, options.CircuitBreaker.HalfOpenMaxCalls));
        Assert.Equal((false, 3, 2m), (options.Retry.Enabled, options.Retry.MaxAttempts, options.Retry.BackoffMultiplier));
        Assert.Equal([429, 500, 502, 503, 504], options.Retry.RetryableStatusCodes);
        Assert.Equal((false, 3, ".dlq", 100), (options.DeadLetterQueue.Enabled, options.DeadLetterQueue.MaxRetries, options.DeadLetterQueue.TopicSuffix, options.DeadLetterQueue.AlertThreshold));
        Assert.Equal((IsolationLevel.ReadCommitted, true, true), (options.Transactions.IsolationLevel, options.Transactions.RollbackOnError, options.Transactions.Savepoints));
        Assert.Equal((true, 10_000), (options.Security.SanitizeInputs, options.Security.MaxInputLength));
        Assert.Equal((false, true, true, true), (options.Observability.Enabled, options.Observability.Tracing, options.Observability.Metrics, options.Observability.Logging));
    }

    [Fact]
    public void Assign_AList_KeepsACopy()
    {
        List<string> services = ["ledger"];
        var options = new NodeCircuitBreakerOptions { Services = services };
        services.Add("mail");
        Assert.Equal(["ledger"], options.Services);
    }

    [Fact]
    public void Assign_NothingWhereSomethingMustBe_Refuses()
    {
        Assert.Throws<ArgumentNullException>(() => new NodeOptions { Retry = null! });
        Assert.Throws<ArgumentNullException>(() => new NodeSecurityOptions { RedactFields = null! });
        Assert.Throws<ArgumentException>(() => new NodeDeadLetterOptions { TopicSuffix = " " });
    }
}
