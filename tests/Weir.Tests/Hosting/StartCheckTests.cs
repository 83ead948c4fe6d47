using Microsoft.Extensions.DependencyInjection;

namespace Weir.Tests.Hosting;

public class StartCheckTests
{
    [Fact]
    public async Task Start_WithStepsThatAreNotRegistered_NamesEachWhereverItStands()
    {
        var inner = Pipeline.Create<int>("inner").Then<PartStep, int>("deep").Build();
        var router = Step.FromServices<RouterStep, int, IReadOnlyList<string>>();
        using var host = TestHost.Of(services => services.AddWeir(weir => weir
            .AddPipeline<int, int>("first", (_, builder) => builder
                .Then(inner)
                .Then(Some.Step("guarded"), static step => step.FallBackTo(Step.FromServices<OtherStep, int, int>()))
                .Then<OtherStep, int>("layered", static step => step.AddHedging(new Weir.Layers.Hedging.HedgingOptions()))
                .Route("route", router, [("in", inner)])
                .Then("count", static all => all.Count))
            .AddPipeline<int, int>("second", (_, builder) => builder.Map("map", static x => new[] { x }, inner).Then("sum", static all => all.Sum()))));
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(Some.Token));
        Assert.Equal(
            [
                "The step 'deep' of the pipeline 'first' needs PartStep, which is not registered; add AddStep<PartStep>().",
                "The step 'deep' of the pipeline 'second' needs PartStep, which is not registered; add AddStep<PartStep>().",
                "The step 'guarded' of the pipeline 'first' needs OtherStep, which is not registered; add AddStep<OtherStep>().",
                "The step 'layered' of the pipeline 'first' needs OtherStep, which is not registered; add AddStep<OtherStep>().",
                "The step 'route' of the pipeline 'first' needs RouterStep, which is not registered; add AddStep<RouterStep>().",
            ],
            error.Message.Split(Environment.NewLine).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Start_WithAPipelineThatCannotBeBuilt_SaysWhy()
    {
        using var host = TestHost.Of(static services => services.AddWeir(static weir => weir.AddPipeline<int, int>("empty", static (_, builder) => builder)));
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(Some.Token));
        Assert.Equal("The pipeline 'empty' has no steps.", error.Message);
    }

    [Fact]
    public async Task Run_WithAStepWhoseServiceIsMissing_FailsWithPathAndName()
    {
        // The part of the step is not registered, which no check at the start looks for.
        using var host = await TestHost.StartAsync(static services => services.AddWeir(static weir => weir
            .AddStep<PartStep>().AddPipeline<int, int>("numbers", static (_, builder) => builder.Then<PartStep, int>("use"))));
        using var run = await host.Pipeline().RunAsync(1, Some.Token);
        Assert.Equal("numbers/use", Assert.Single(run.Steps).Path);
        Assert.StartsWith("The step 'numbers/use' could not get its PartStep from the services of the run: ", run.Error!.Message, StringComparison.Ordinal);
        Assert.Contains("ScopedPart", run.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithoutServices_FailsWithPathAndName()
    {
        var pipeline = Pipeline.Create<int>("numbers").Then<PartStep, int>().Build();
        using var run = await Some.RunAsync(pipeline, 1);
        Assert.Equal(
            "The step 'numbers/PartStep' takes its PartStep from the services of the run, which has none; run a hosted pipeline, or set RunOptions.Services.",
            run.Error!.Message);
    }

    [Fact]
    public async Task Run_WithServicesThatHaveNoSuchStep_FailsWithPathAndName()
    {
        var pipeline = Pipeline.Create<int>("numbers").Then<PartStep, int>().Build();
        await using var services = new ServiceCollection().BuildServiceProvider();
        using var run = await Some.RunAsync(pipeline, 1, new RunOptions { Services = services });
        Assert.Equal(
            "The step 'numbers/PartStep' needs PartStep, which the services of the run do not have; register it with AddStep<PartStep>().", run.Error!.Message);
    }

    [Fact]
    public async Task Run_OfAWorkflowWithServices_TakesStepsFromThem()
    {
        var parts = new ScopedParts();
        await using var services = new ServiceCollection().AddSingleton(parts).AddScoped<ScopedPart>().AddScoped<PartStep>().BuildServiceProvider();
        var builder = Workflow.Create("work");
        var stage = builder.AddStage("only");
        var one = stage.AddStep("one", static _ => new ValueTask<int>(1));
        stage.AddStep("two", one, Step.FromServices<PartStep, int, int>());
        await using (var scope = services.CreateAsyncScope())
        {
            using var run = await Some.RunAsync(builder.Build(), new RunOptions { Services = scope.ServiceProvider });
            Assert.Equal(2, run.Steps[1].Output);
        }

        Assert.Equal(1, Assert.Single(parts.Made).Disposed);
    }

    [Fact]
    public async Task Run_AfterOneWithServices_HasNoneOfThem()
    {
        var pipeline = Pipeline.Create<int>("numbers").Then<PartStep, int>().Build();
        await using var services = new ServiceCollection().AddSingleton<ScopedParts>().AddSingleton<ScopedPart>().AddSingleton<PartStep>().BuildServiceProvider();
        await using var executor = new Executor();
        for (var i = 0; i < 3; i++)
        {
            using (var run = await executor.RunAsync(pipeline, 1, new RunOptions { Services = services }, Some.Token))
            {
                Assert.Equal(2, run.Output);
            }

            using var bare = await executor.RunAsync(pipeline, 1, Some.Token);
            Assert.Contains("which has none", bare.Error!.Message, StringComparison.Ordinal);
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await executor.InvokeAsync(pipeline, 1, Some.Token));
        }
    }

    private sealed class RouterStep : Step<int, IReadOnlyList<string>>
    {
        public override ValueTask<IReadOnlyList<string>> RunAsync(int input, StepContext context) => new(["in"]);
    }
}
