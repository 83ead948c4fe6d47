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
        while (await race.WaitAsync().ConfigureAwait(false))
        {
            if (MayStart(context))
            {
                var other = new SideScope();
                other.Begin(context);
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
        private readonly CancellationTokenSource _ended = new();
        private Task? _delay;
        private bool _isClosed;

        public void Add(SideScope side, ValueTask<StepOutcome<TOut>> call)
        {
            _calls.Add((side, call.AsTask()));
            _delay = null;
            _isClosed |= _calls.Count == options.MaxCalls;
            if (_isClosed)
            {
                return;
            }

            try
            {
                _delay = Task.Delay(options.Delay, time, _ended.Token);
            }
            catch (Exception)
            {
                layer.CountFault();
                Close();
            }
        }

        /// <summary>There are to be no further calls.</summary>
        public void Close()
        {
            _isClosed = true;
            _delay = null;
        }

        /// <summary>True: another call is due. False: it is decided.</summary>
        public async ValueTask<bool> WaitAsync()
        {
            while (Winner() is null)
            {
                var open = _calls.Where(static one => !one.Call.IsCompleted).Select(static one => (Task)one.Call);
                var first = await Task.WhenAny(_delay is null ? open : open.Append(_delay)).ConfigureAwait(false);
                if (first == _delay && Winner() is null)
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Leaves all calls behind but the one that became the attempt.</summary>
        public StepOutcome<TOut> End()
        {
            _ended.Cancel();
            _ended.Dispose();
            var (winner, call) = Winner()!.Value;
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

        /// <summary>
        /// The first call that gave a value or ended the run; when all have failed, the first of all, whose failure is that of the step
        /// without hedging.
        /// </summary>
        private (SideScope Side, Task<StepOutcome<TOut>> Call)? Winner()
        {
            foreach (var one in _calls)
            {
                if (one.Call.IsCompleted && Outcome(one.Call) is { IsFailure: false } or { IsSignal: true })
                {
                    return one;
                }
            }

            return _calls.TrueForAll(static one => one.Call.IsCompleted) ? _calls[0] : null;
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
