namespace Weir.Tests.Steps.Nodes.Subcontracts;

public class TransitionGuardTests
{
    private static readonly (Light From, Light To)[] Transitions = [(Light.Red, Light.Green), (Light.Green, Light.Amber), (Light.Amber, Light.Red), (Light.Green, Light.Off)];

    private enum Light
    {
        Red,
        Green,
        Amber,
        Off,
    }

    [Fact]
    public void Move_AlongATransition_IsTheNewState()
    {
        var guard = new TransitionGuard<Light>(Transitions, Light.Red);
        guard.Move(Light.Green);
        Assert.Equal(Light.Green, guard.Current);
        Assert.Equal([Light.Amber, Light.Off], guard.Allowed);
    }

    [Fact]
    public void Move_WithoutATransition_NamesBothStatesAndTheAllowedOnesAndStays()
    {
        var guard = new TransitionGuards<Light>(Transitions, Light.Green).Of("crossing 7");
        var error = Assert.Throws<InvalidTransitionException>(() => guard.Move(Light.Red));
        Assert.Equal("The state of 'crossing 7' is 'Green', which cannot become 'Red'; it can become 'Amber' or 'Off'.", error.Message);
        Assert.Equal(("Green", "Red"), (error.From, error.To));
        Assert.Equal(["Amber", "Off"], error.Allowed);
        Assert.Equal(Light.Green, guard.Current);
    }

    [Fact]
    public void Move_OutOfAFinalState_SaysSo()
    {
        var guard = new TransitionGuard<Light>(Transitions, Light.Off);
        Assert.Equal("The state is 'Off', which cannot become 'Off'; it is final.", Assert.Throws<InvalidTransitionException>(() => guard.Move(Light.Off)).Message);
        Assert.False(guard.TryMove(Light.Red));
    }

    [Fact]
    public void TryMove_FromAStateThatItHasLeft_DoesNothing()
    {
        var guard = new TransitionGuard<Light>(Transitions, Light.Red);
        Assert.True(guard.TryMove(Light.Red, Light.Green));
        Assert.False(guard.TryMove(Light.Red, Light.Green));
        Assert.False(guard.TryMove(Light.Green, Light.Red));
        Assert.Equal(Light.Green, guard.Current);
    }

    [Fact]
    public async Task TryMove_OfManyOutOfOneState_LetsOneWinEachRound()
    {
        const int Rounds = 200;
        var guards = new TransitionGuards<Light>(Transitions, Light.Red);
        var won = new int[Rounds];
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                if (guards.Of($"{round}").TryMove(Light.Red, Light.Green))
                {
                    Interlocked.Increment(ref won[round]);
                }
            }
        })));
        Assert.All(won, static count => Assert.Equal(1, count));
        Assert.Equal(Rounds, guards.Count);
        Assert.All(guards.Snapshot().Values, static state => Assert.Equal(Light.Green, state));
    }

    [Fact]
    public void Guards_OfDifferentKeys_AreDifferentAndComeBackFromASnapshot()
    {
        var guards = new TransitionGuards<Light>(Transitions, Light.Red);
        guards.Of("a").Move(Light.Green);
        Assert.Equal(Light.Red, guards.Of("b").Current);
        Assert.Same(guards.Of("a"), guards.Of("a"));

        var others = new TransitionGuards<Light>(Transitions, Light.Red);
        others.Restore(guards.Snapshot());
        Assert.Equal((Light.Green, 2), (others.Of("a").Current, others.Count));
        Assert.True(others.Forget("a"));
        Assert.False(others.Forget("a"));
        Assert.Equal(Light.Red, others.Of("a").Current);
        Assert.Throws<ArgumentException>(() => others.Of(" "));
    }
}
