namespace Weir.Layers.Hedging;

/// <summary>One attempt that may become several calls. Each has surroundings of its own, and one of them becomes the attempt.</summary>
internal sealed class HedgedCall<TIn, TOut>(HedgingLayer layer, StepCall<TIn, TOut> next, HedgingOptions options) : StepCall<TIn, TOut>
{
    // One is enough where calls do not overlap; others are left to the collector. Only Interlocked.
    private SideScope? _spare;

    public override ValueTask<StepOutcome<TOut>> InvokeAsync(TIn input, StepContext context)
    {
        var side = Interlocked.Exchange(ref _spare, null) ?? new SideScope();
        side.Begin(context);
        var call = next.InvokeAsync(input, side.Context);
        if (!call.IsCompletedSuccessfully)
        {
            return RaceAsync(input, context, side, call);
        }

        var outcome = call.Result;
        side.Merge();
        Volatile.Write(ref _spare, side);
        return new ValueTask<StepOutcome<TOut>>(outcome);
    }

    private async ValueTask<StepOutcome<TOut>> RaceAsync(TIn input, StepContext context, SideScope side, ValueTask<StepOutcome<TOut>> call)
    {
        var race = new Race(layer, options, context.Time);
        race.Add(side, call);
        while (await race.WaitAsync().ConfigureAwait(RunQueue.IsHere))
        {
            if (MayStart(context))
            {
                var other = new SideScope();
                other.Begin(context, isSpare: true);
                race.Add(other, next.InvokeAsync(input, other.Context));
            }
            else
            {
                race.Close();
            }
        }

        return race.End();
    }

    /// <summary>Whether the attempt still goes on: nobody cancelled it, and nobody left it behind.</summary>
    private static bool MayStart(StepContext context)
    {
        try
        {
            return !context.CancellationToken.IsCancellationRequested;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }

    private sealed class Race(HedgingLayer layer, HedgingOptions options, TimeProvider time)
    {
        private readonly List<(SideScope Side, Task<StepOutcome<TOut>> Call)> _calls = [];

        // What is not known to have ended; asked nowhere else, so that none ends unseen between two questions.
        private readonly List<Task> _open = [];
        private readonly CancellationTokenSource _ended = new();

        // The first call that gave a value or ended the run; when all have failed, the first of all: that is how it is without hedging.
        private int _winner;
        private Task? _delay;

        public void Add(SideScope side, ValueTask<StepOutcome<TOut>> call)
        {
            var task = call.AsTask();
            _calls.Add((side, task));
            _open.Add(task);
            Close();
            if (_calls.Count == options.MaxCalls)
            {
                return;
            }

            try
            {
                _delay = Task.Delay(options.Delay, time, _ended.Token);
                _open.Add(_delay);
            }
            catch (Exception)
            {
                layer.CountFault();
            }
        }

        /// <summary>No further call is to begin.</summary>
        public void Close()
        {
            if (_delay is not null)
            {
                _open.Remove(_delay);
                _delay = null;
            }
        }

        /// <summary>True: another call is due. False: it is decided.</summary>
        public async ValueTask<bool> WaitAsync()
        {
            while (true)
            {
                var ended = await Task.WhenAny(_open).ConfigureAwait(RunQueue.IsHere);
                if (ended == _delay)
                {
                    return true;
                }

                _open.Remove(ended);
                if (Outcome((Task<StepOutcome<TOut>>)ended) is { IsFailure: false } or { IsSignal: true })
                {
                    _winner = _calls.FindIndex(one => one.Call == ended);
                    return false;
                }

                if (_open.TrueForAll(task => task == _delay))
                {
                    return false;
                }
            }
        }

        /// <summary>Leaves all calls behind but the one that became the attempt.</summary>
        public StepOutcome<TOut> End()
        {
            _ended.Cancel();
            _ended.Dispose();
            var (winner, call) = _calls[_winner];
            foreach (var (side, _) in _calls)
            {
                if (side != winner)
                {
                    Leave(side);
                }
            }

            winner.Merge();
            return Outcome(call);
        }

        private static StepOutcome<TOut> Outcome(Task<StepOutcome<TOut>> call) => call.GetAwaiter().GetResult();

        private void Leave(SideScope side)
        {
            try
            {
                side.Leave();
            }
            catch (AggregateException)
            {
                // Something that waited for the token threw. The step did, so it is no concern of the outcome; but it is counted.
                layer.CountFault();
            }
        }
    }
}
