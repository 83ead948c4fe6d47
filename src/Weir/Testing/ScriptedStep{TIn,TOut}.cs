using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Weir.Testing;

/// <summary>A step that does what a test tells it to, call by call, and keeps the calls.</summary>
/// <remarks>
/// Each answer is for one call, or for as many as it says. A call for which no answer is left fails with a <see cref="ControlSignalException"/>, which no retry and no
/// fall-back hides; after <see cref="AndSoOn"/> the last answer is given for ever. One step may be called from many threads; the script is written before that. On a
/// <see cref="DeterministicScheduler"/> each call lets others go first, so that its place in the order is decided by the seed.
/// </remarks>
/// <typeparam name="TIn">What the step takes.</typeparam>
/// <typeparam name="TOut">What the step gives.</typeparam>
public sealed class ScriptedStep<TIn, TOut> : Step<TIn, TOut>
{
    private readonly Lock _gate = new();

    // All under _gate.
    private readonly List<ScriptedCall<TIn>> _calls = [];
    private readonly List<(int Last, ScriptedAnswer<TIn, TOut> Answer)> _script = [];
    private TimeSpan _wait;
    private bool _goesOn;

    /// <summary>A step without any answer yet.</summary>
    /// <param name="name">The name: 1 to 200 characters without '/' and control characters; default <c>scripted</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> breaks the rule of names.</exception>
    public ScriptedStep(string name = "scripted") => Name = StepName.Require(name, "step");

    /// <summary>The name of the step.</summary>
    public override string Name { get; }

    /// <summary>The calls so far, in their order.</summary>
    public IReadOnlyList<ScriptedCall<TIn>> Calls
    {
        get
        {
            lock (_gate)
            {
                return [.. _calls];
            }
        }
    }

    /// <summary>How many calls the script still has answers for.</summary>
    public int AnswersLeft
    {
        get
        {
            lock (_gate)
            {
                return Math.Max(0, Answers - _calls.Count);
            }
        }
    }

    private int Answers => _script is [] ? 0 : _script[^1].Last;

    /// <summary>Gives a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="times">For how many calls; default 1, at least 1.</param>
    /// <returns>The step.</returns>
    public ScriptedStep<TIn, TOut> Returns(TOut value, int times = 1) => Add(times, (_, _) => value);

    /// <summary>Gives a value that is made of the input.</summary>
    /// <param name="answer">Makes the value; what it throws, the step throws.</param>
    /// <param name="times">For how many calls; default 1, at least 1.</param>
    /// <returns>The step.</returns>
    public ScriptedStep<TIn, TOut> Returns(Func<TIn, TOut> answer, int times = 1)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return Add(times, (input, _) => answer(input));
    }

    /// <summary>Throws.</summary>
    /// <param name="exception">What it throws.</param>
    /// <param name="times">For how many calls; default 1, at least 1.</param>
    /// <returns>The step.</returns>
    public ScriptedStep<TIn, TOut> Throws(Exception exception, int times = 1)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return Add(times, (_, _) => throw exception);
    }

    /// <summary>Fails without throwing, as by <see cref="StepContext.Fail{T}"/>.</summary>
    /// <param name="feedback">What is wrong; not empty.</param>
    /// <param name="times">For how many calls; default 1, at least 1.</param>
    /// <returns>The step.</returns>
    public ScriptedStep<TIn, TOut> Fails(string feedback, int times = 1)
    {
        Require.Text(feedback, nameof(feedback));
        return Add(times, (_, context) => context.Fail<TOut>(feedback));
    }

    /// <summary>Waits by the clock of the run, or until the step is cancelled, before it gives the answer that is scripted next.</summary>
    /// <param name="time">How long; not negative. Several waits for one answer add up.</param>
    /// <returns>The step.</returns>
    public ScriptedStep<TIn, TOut> Waits(TimeSpan time)
    {
        Require.AtLeast(time, TimeSpan.Zero, nameof(time));
        lock (_gate)
        {
            _wait += time;
        }

        return this;
    }

    /// <summary>Gives nothing: waits until the step is cancelled.</summary>
    /// <param name="deaf">True: never reads its token either, and waits for ever; only a time-out gets a run past it. Default false.</param>
    /// <param name="times">For how many calls; default 1, at least 1.</param>
    /// <returns>The step.</returns>
    public ScriptedStep<TIn, TOut> Hangs(bool deaf = false, int times = 1) => Add(times, deaf ? Hang.Deaf : Hang.UntilCancelled, null);

    /// <summary>The answer before this is also the answer of every later call.</summary>
    /// <returns>The step.</returns>
    /// <exception cref="InvalidOperationException">There is no answer yet.</exception>
    public ScriptedStep<TIn, TOut> AndSoOn()
    {
        lock (_gate)
        {
            _goesOn = _script is not [] ? true : throw new InvalidOperationException($"The script of '{Name}' has no answer that could go on.");
        }

        return this;
    }

    /// <summary>Keeps the call, and gives the answer that the script has for it.</summary>
    /// <param name="input">The value that the step is given.</param>
    /// <param name="context">The surroundings of this call.</param>
    /// <returns>The scripted value.</returns>
    public override ValueTask<TOut> RunAsync(TIn input, StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var call = new ScriptedCall<TIn>(input, context.Attempt, context.Path, context.Feedback);
        ScriptedAnswer<TIn, TOut> answer;
        lock (_gate)
        {
            _calls.Add(call);
            answer = AnswerOf(_calls.Count);
        }

        return answer.Wait == TimeSpan.Zero && answer.Hangs == Hang.No && RunQueue.Here is not Pump
            ? new ValueTask<TOut>(answer.Give!(input, context))
            : WaitAsync(answer, input, context);
    }

    [SuppressMessage("Reliability", "CA2016:Forward the CancellationToken", Justification = "Who is deaf does not read it.")]
    private static async ValueTask<TOut> WaitAsync(ScriptedAnswer<TIn, TOut> answer, TIn input, StepContext context)
    {
        var pump = RunQueue.Here as Pump;
        if (pump is not null)
        {
            await pump.YieldAsync().ConfigureAwait(RunQueue.IsHere);
        }

        if (answer.Wait > TimeSpan.Zero)
        {
            await Task.Delay(answer.Wait, context.Time, context.CancellationToken).ConfigureAwait(RunQueue.IsHere);
        }

        if (answer.Hangs == Hang.Deaf)
        {
            pump?.Say(context.Path, "hangs, and does not listen");
            await new TaskCompletionSource().Task.ConfigureAwait(RunQueue.IsHere);
        }
        else if (answer.Hangs == Hang.UntilCancelled)
        {
            pump?.Say(context.Path, "hangs until it is cancelled");
            await Task.Delay(Timeout.InfiniteTimeSpan, context.Time, context.CancellationToken).ConfigureAwait(RunQueue.IsHere);
        }

        return answer.Give!(input, context);
    }

    private ScriptedStep<TIn, TOut> Add(int times, Func<TIn, StepContext, TOut> give) => Add(times, Hang.No, give);

    private ScriptedStep<TIn, TOut> Add(int times, Hang hangs, Func<TIn, StepContext, TOut>? give)
    {
        Require.AtLeast(times, 1, nameof(times));
        lock (_gate)
        {
            _script.Add((checked(Answers + times), new ScriptedAnswer<TIn, TOut>(_wait, hangs, give)));
            _wait = TimeSpan.Zero;
        }

        return this;
    }

    private ScriptedAnswer<TIn, TOut> AnswerOf(int call)
    {
        foreach (var (last, answer) in _script)
        {
            if (call <= last)
            {
                return answer;
            }
        }

        return _goesOn ? _script[^1].Answer : throw new ScriptEndedException(Name, call, Answers);
    }
}

/// <summary>How an answer ends, if at all.</summary>
internal enum Hang
{
    No,
    UntilCancelled,
    Deaf,
}

/// <summary>What a scripted step does for one call.</summary>
internal sealed record ScriptedAnswer<TIn, TOut>(TimeSpan Wait, Hang Hangs, Func<TIn, StepContext, TOut>? Give);

/// <summary>A step was called once more than its script has answers. A signal, so that no retry and no fall-back hides it.</summary>
internal sealed class ScriptEndedException(string step, int call, int answers)
    : ControlSignalException($"The step '{step}' was called for the {Ordinal(call)} time, but its script has {answers} answer{(answers == 1 ? "" : "s")}.")
{
    private static string Ordinal(int number)
    {
        var ending = (number % 100) is 11 or 12 or 13 ? "th" : (number % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" };
        return string.Create(CultureInfo.InvariantCulture, $"{number}{ending}");
    }
}
