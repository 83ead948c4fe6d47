namespace Weir;

/// <summary>Makes results out of records, when somebody reads them.</summary>
/// <param name="time">The clock that the timestamps are from.</param>
/// <param name="began">The timestamp of the start of the run.</param>
/// <param name="stage">The stage of a workflow that the steps belong to; null in a pipeline.</param>
internal readonly struct StepResults(TimeProvider time, long began, string? stage = null)
{
    /// <summary>One result for each step of a plan: those with a record, then those that never started.</summary>
    public StepResult[] Of(Plan plan, StepRecord[] records, int count, long started, StepFailure? failure, StepAddress parent)
    {
        if (plan.Inner is { } inner)
        {
            // The plan inside the shell; nothing, where its layers did not call it.
            return count > 0 && records[0].Detail?.Nested is [.., var last]
                ? Of(inner, last.Records, last.Count, last.Started, last.Failure, parent)
                : Of(inner, [], 0, started, failure, parent);
        }

        var results = new StepResult[plan.Nodes.Length];
        for (var i = 0; i < count;)
        {
            // Steps that ran as one have no time, up to the last of them.
            var last = i;
            while (last + 1 < count && records[last].Ended == StepRecord.Untimed)
            {
                last++;
            }

            var fused = last - i + 1;
            var span = records[last].Ended - started;
            for (var (first, began) = (i, started); i <= last; i++)
            {
                var record = records[i];
                record.Ended = began + (span * (i - first + 1) / fused);
                results[i] = Of(plan.Nodes[i], record, started, new StepAddress(parent, plan.Nodes[i].Name), fused);
                started = record.Ended;
            }
        }

        for (var i = count; i < results.Length; i++)
        {
            results[i] = Unstarted(plan, i, count, failure, new StepAddress(parent, plan.Nodes[i].Name));
        }

        return results;
    }

    public StepResult Of(Node node, in StepRecord record, long started, StepAddress address, int fused = 1) => record.Detail is { } detail
        ? Of(node, record, detail, started, address, fused)
        : new StepResult(address, record.Status)
        {
            Stage = stage,
            Attempts = record.Attempts,
            StartedAfter = After(started),
            Duration = time.GetElapsedTime(started, record.Ended),
            FusedSteps = fused,
            Output = record.Status == StepStatus.Completed ? node.ReadOutput(record.Output) : null,
        };

    /// <summary>The result of a step that never started; <paramref name="first"/> is the first step of the plan that did not.</summary>
    public StepResult Unstarted(Plan plan, int index, int first, StepFailure? failure, StepAddress address)
    {
        if (first == 0 && failure is null or { Status: StepStatus.Failed })
        {
            return new StepResult(address, StepStatus.Skipped)
            {
                Stage = stage,
                Reason = failure?.Feedback ?? "a layer around the run answered without its steps",
            };
        }

        var isSkipped = failure!.Status == StepStatus.Failed;
        return new StepResult(address, isSkipped ? StepStatus.Skipped : failure.Status)
        {
            Stage = stage,
            Reason = isSkipped ? SkipReason.Of(plan.Nodes[index - 1].Name, plan.Nodes[first - 1].Name) : failure.Feedback,
        };
    }

    private StepResult Of(Node node, in StepRecord record, StepDetail detail, long started, StepAddress address, int fused)
    {
        var failure = detail.Failure;
        started = detail.Started > 0 ? detail.Started : started;
        return new StepResult(address, record.Status)
        {
            Stage = stage,
            Attempts = record.Attempts,
            StartedAfter = After(started),
            Duration = time.GetElapsedTime(started, record.Ended),
            FusedSteps = fused,
            Output = record.Status == StepStatus.Completed ? node.ReadOutput(record.Output) : null,
            Error = failure is { HasError: true } ? failure.Error : null,
            Reason = record.Status is StepStatus.Cancelled ? failure?.Feedback : null,
            Feedback = detail.Feedback ?? (record.Status == StepStatus.Failed ? failure?.Feedback : null),
            FellBackTo = detail.FellBackTo,
            DegradedTo = detail.DegradedTo,
            Usage = detail.Usage,
            InnerSteps = detail.IsComposite ? Inner(detail, address) : null,
        };
    }

    // A step that was recalled has a timestamp of before the run, if any.
    private TimeSpan After(long started) => started > began ? time.GetElapsedTime(began, started) : TimeSpan.Zero;

    // Apart from the above, where the closure would be made for every step.
    private Func<IReadOnlyList<StepResult>> Inner(StepDetail composite, StepAddress address)
    {
        var self = this;
        return () => self.Of(composite, address);
    }

    private IReadOnlyList<StepResult> Of(StepDetail composite, StepAddress address) =>
        composite.Items is { } items ? Of(items, address) : Of(composite.Nested!, address);

    private List<StepResult> Of(ItemRecords items, StepAddress address)
    {
        var results = new List<StepResult>();
        for (var i = 0; i < items.Records.Length; i++)
        {
            if (items.HasStarted(i))
            {
                results.Add(Of(items.Plan.Nodes[0], items.Records[i], items.StartOf(i), Segment.Item(i).Under(address)));
            }
        }

        return results;
    }

    private StepResult[] Of(List<NestedRecord> nested, StepAddress address)
    {
        if (nested is [{ Segment.IsNothing: true } only])
        {
            return Of(only.Plan, only.Records, only.Count, only.Started, only.Failure, address);
        }

        var results = new StepResult[nested.Count];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = OfOne(nested[i], nested[i].Segment.Under(address));
        }

        return results;
    }

    private StepResult OfOne(NestedRecord nested, StepAddress address)
    {
        var (plan, _, records, count, started, ended, failure, output) = nested;
        if (plan.IsSingleStep && count == 1)
        {
            return Of(plan.Nodes[0], records[0], started, address);
        }

        var self = this;
        return new StepResult(address, failure?.Status ?? StepStatus.Completed)
        {
            Stage = stage,
            Attempts = count == 0 ? 0 : 1,
            StartedAfter = After(started),
            Duration = time.GetElapsedTime(started, ended),
            Output = failure is null ? plan.Nodes[^1].ReadOutput(output) : null,
            Error = failure is { HasError: true } ? failure.Error : null,
            Reason = failure is { Status: StepStatus.Cancelled } ? failure.Feedback : null,
            Feedback = failure is { Status: StepStatus.Failed } ? failure.Feedback : null,
            Usage = records.Take(count).Aggregate(default(Usage), static (sum, record) => sum + (record.Detail?.Usage ?? default)),
            InnerSteps = plan.IsSingleStep ? null : () => self.Of(plan, records, count, started, failure, address),
        };
    }
}
