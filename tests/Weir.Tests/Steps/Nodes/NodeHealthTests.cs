namespace Weir.Tests.Steps.Nodes;

public class NodeHealthTests
{
    [Fact]
    public async Task CheckHealth_WithoutChecks_IsHealthy()
    {
        var health = await new Checked().CheckHealthAsync(cancellationToken: Some.Token);
        Assert.Equal(HealthState.Healthy, health.State);
        Assert.Empty(health.Components);
    }

    [Theory]
    [InlineData(HealthState.Unhealthy, HealthState.Healthy, HealthState.Unhealthy)]
    [InlineData(HealthState.Unhealthy, HealthState.Degraded, HealthState.Unhealthy)]
    [InlineData(HealthState.Healthy, HealthState.Unhealthy, HealthState.Degraded)]
    [InlineData(HealthState.Degraded, HealthState.Healthy, HealthState.Degraded)]
    [InlineData(HealthState.Unknown, HealthState.Degraded, HealthState.Degraded)]
    [InlineData(HealthState.Healthy, HealthState.Healthy, HealthState.Healthy)]
    [InlineData(HealthState.Healthy, HealthState.Unknown, HealthState.Unknown)]
    public async Task CheckHealth_SumsCriticalAndOtherComponents(HealthState critical, HealthState other, HealthState sum)
    {
        var node = new Checked(Check("database", true, _ => new(critical)), Check("cache", false, _ => new(other)));
        var health = await node.CheckHealthAsync(cancellationToken: Some.Token);
        Assert.Equal(sum, health.State);
        Assert.Equal(["database", "cache"], health.Components.Select(static c => c.Component));
    }

    [Fact]
    public async Task CheckHealth_WhenACheckThrows_IsUnhealthyWithTheReason()
    {
        var health = await new Checked(Check("api", true, static _ => throw Some.Failure("refused"))).CheckHealthAsync(cancellationToken: Some.Token);
        Assert.Equal(HealthState.Unhealthy, health.State);
        Assert.Equal("threw InvalidOperationException: refused", health.Components[0].Reason);
    }

    [Fact(Timeout = 60_000)]
    public async Task CheckHealth_WhenACheckIgnoresItsTimeout_IsUnhealthyAtTheTimeout()
    {
        var time = new ManualTime();
        var asked = new TaskCompletionSource();
        var never = new TaskCompletionSource<HealthState>();
        var node = new Checked(Check("slow", false, _ =>
        {
            asked.SetResult();
            return new(never.Task);
        }));
        var checking = node.CheckHealthAsync(time, Some.Token);
        await asked.Task;
        time.Advance(TimeSpan.FromSeconds(2.5));
        var health = await checking;
        Assert.Equal(HealthState.Degraded, health.State);
        Assert.Equal("did not answer within 2.5 s", health.Components[0].Reason);
        Assert.Equal(TimeSpan.FromSeconds(2.5), health.Components[0].Duration);
        never.SetResult(HealthState.Healthy);
    }

    [Fact(Timeout = 60_000)]
    public async Task CheckHealth_RunsChecksSideBySide()
    {
        var meeting = new Meeting(2);
        var node = new Checked(Check("a", true, MeetAsync), Check("b", true, MeetAsync));
        Assert.Equal(HealthState.Healthy, (await node.CheckHealthAsync(cancellationToken: Some.Token)).State);

        async ValueTask<HealthState> MeetAsync(CancellationToken token)
        {
            await meeting.ArriveAsync(token);
            return HealthState.Healthy;
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task CheckHealth_WhenTheCallerGivesUp_Throws()
    {
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Some.Token);
        var node = new Checked(Check("a", true, async token =>
        {
            await caller.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            return HealthState.Healthy;
        }));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await node.CheckHealthAsync(cancellationToken: caller.Token));
    }

    [Fact]
    public void Check_WithBadValues_NamesThem()
    {
        Assert.Contains("Component", Assert.Throws<ArgumentException>(() => Check("", true, static _ => default)).Message, StringComparison.Ordinal);
        var check = Check("a", true, static _ => default);
        Assert.Contains(
            "Timeout is 00:00:00; it must be more than zero",
            Assert.Throws<ArgumentOutOfRangeException>(() => check with { Timeout = TimeSpan.Zero }).Message,
            StringComparison.Ordinal);
    }

    private static NodeHealthCheck Check(string component, bool critical, Func<CancellationToken, ValueTask<HealthState>> check) =>
        new(component, critical, TimeSpan.FromSeconds(2.5), check);

    private sealed class Checked(params NodeHealthCheck[] checks) : EffectNode<int, int>
    {
        public override IReadOnlyList<NodeHealthCheck> HealthChecks => checks;

        public override ValueTask<int> RunAsync(int input, StepContext context) => new(input);
    }
}
