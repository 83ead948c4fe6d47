namespace Weir.Tests.Steps;

public class StepTests
{
    [Fact]
    public void Name_OfAClass_IsItsTypeName() => Assert.Equal("Doubler", new Doubler().Name);

    [Fact]
    public void Name_OfAGenericClass_HasNoArity() => Assert.Equal("Echo", new Echo<int>().Name);

    [Fact]
    public void From_WithATaskAsValue_SaysToTakeTheContext()
    {
        var error = Assert.Throws<ArgumentException>(() => Step.From<int, Task<int>>("load", static x => Task.FromResult(x)));
        Assert.StartsWith(
            "The step 'load' returns a task; take the context as a second argument so that Weir awaits it.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void From_WithAnyKindOfTask_Refuses()
    {
        Assert.Throws<ArgumentException>(() => Step.From<int, Task>("x", static _ => Task.CompletedTask));
        Assert.Throws<ArgumentException>(() => Step.From<int, ValueTask>("x", static _ => default));
        Assert.Throws<ArgumentException>(() => Step.From<int, ValueTask<int>>("x", static _ => default));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(" a")]
    [InlineData("a ")]
    [InlineData("a/b")]
    [InlineData("a\nb")]
    [InlineData("a\u0000")]
    public void From_WithABadName_StatesTheRule(string name)
    {
        var error = Assert.Throws<ArgumentException>(() => Step.From<int, int>(name, static x => x));
        Assert.Contains("is no name for a step: a name has 1 to 200 characters, no '/'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message.Split(" (Parameter")[0]);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("charge#2[17]")]
    [InlineData("parse create-charge.yaml")]
    [InlineData("prüfen_1.2")]
    public void From_WithAGoodName_KeepsIt(string name) => Assert.Equal(name, Step.From<int, int>(name, static x => x).Name);

    [Fact]
    public void From_WithANameThatIsTooLong_Refuses()
    {
        Assert.Equal(200, Step.From<int, int>(new string('n', 200), static x => x).Name.Length);
        Assert.Throws<ArgumentException>(() => Step.From<int, int>(new string('n', 201), static x => x));
    }

    [Fact]
    public async Task Context_InsideAStep_TellsWhereItIs()
    {
        var time = new ManualTime();
        string[] seen = [];
        var pipeline = Pipeline.Create<int>("order").Then("charge", (int x, StepContext context) =>
        {
            seen = [context.StepName, context.Path, $"{context.Attempt}", context.RunId, $"{context.Time == time}"];
            return new ValueTask<int>(x);
        }).Build();
        await using var executor = new Executor(new ExecutorOptions { Time = time });
        using var run = await executor.RunAsync(pipeline, 1, new RunOptions { Id = "mine" }, Some.Token);
        Assert.Equal(["charge", "order/charge", "1", "mine", "True"], seen);
    }

    private sealed class Doubler : Step<int, int>
    {
        public override ValueTask<int> RunAsync(int input, StepContext context) => new(2 * input);
    }

    private sealed class Echo<T> : Step<T, T>
    {
        public override ValueTask<T> RunAsync(T input, StepContext context) => new(input);
    }
}
