using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http;
using Weir.Layers.CircuitBreaking;

namespace Weir;

/// <summary>The attempts that the options of a node ask for: those of the retry policy, and as many more as the dead letter queue wants before it gets the input.</summary>
internal static class NodeRetry
{
    // What a program does wrong stays wrong the next time.
    private static readonly Type[] Hopeless =
    [
        typeof(ArgumentException), typeof(NotImplementedException), typeof(NotSupportedException), typeof(NullReferenceException),
        typeof(InvalidCastException), typeof(IndexOutOfRangeException), typeof(MissingSettingException), typeof(CircuitOpenException),
    ];

    /// <summary>How often and when; null: once.</summary>
    public static RetryOptions? Of(NodeOptions options)
    {
        var (retry, letters) = (options.Retry, options.DeadLetterQueue);
        var own = retry.Enabled ? retry.MaxAttempts : 1;
        var attempts = letters.Enabled ? Math.Max(own, letters.MaxRetries + 1) : own;
        if (attempts == 1)
        {
            return null;
        }

        return new RetryOptions
        {
            MaxAttempts = attempts,
            Backoff = own > 1 ? BackoffKind.Exponential : BackoffKind.Constant,
            Delay = own > 1 ? retry.InitialDelay : letters.RetryDelay,
            MaxDelay = own > 1 ? retry.MaxDelay : letters.RetryDelay < TimeSpan.FromDays(1) ? letters.RetryDelay : TimeSpan.FromDays(1),
            Waits = attempt => attempt < own ? Growing(retry, attempt) : letters.RetryDelay,
            ShouldRetry = arguments => IsRetried(retry, arguments.Error),
        };
    }

    /// <summary>Whether another attempt may help.</summary>
    public static bool IsRetried(NodeRetryOptions options, Exception error)
    {
        // A client that gave up by itself throws a cancellation with its reason inside.
        var cause = error is OperationCanceledException { InnerException: TimeoutException timeout } ? timeout : error;
        if (cause is OperationCanceledException or InvalidInputException or OperationNotImplementedException or MissingServiceException)
        {
            return false;
        }

        if (StatusOf(cause) is { } status)
        {
            return options.RetryableStatusCodes.Contains(status);
        }

        return options.RetryableExceptions.Count > 0
            ? IsNamed(options.RetryableExceptions, cause.GetType())
            : !Array.Exists(Hopeless, type => type.IsInstanceOfType(cause));
    }

    private static TimeSpan Growing(NodeRetryOptions retry, int attempt)
    {
        var ticks = retry.InitialDelay.Ticks * Math.Pow((double)retry.BackoffMultiplier, attempt - 1);
        return TimeSpan.FromTicks((long)Math.Min(ticks, retry.MaxDelay.Ticks));
    }

    private static bool IsNamed(IReadOnlyList<string> names, Type type)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (names.Contains(at.Name, StringComparer.Ordinal) || names.Contains(at.FullName, StringComparer.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "A property that was trimmed away is one that nobody reads; the type decides then.")]
    private static int? StatusOf(Exception error)
    {
        if (error is HttpRequestException http)
        {
            return (int?)http.StatusCode;
        }

        try
        {
            return error.GetType().GetProperty("StatusCode")?.GetValue(error) switch
            {
                int status => status,
                HttpStatusCode status => (int)status,
                _ => null,
            };
        }
        catch (Exception)
        {
            // The exception is the user's, and so is a property of it that throws, or that is there twice.
            return null;
        }
    }
}
