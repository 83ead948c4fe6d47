using Microsoft.Extensions.DependencyInjection;
using Weir.Yaml.StepTypes;

namespace Weir.Tests.Hosting;

public class StepTypeServicesTests
{
    [Fact]
    public void Catalog_HasTheTypesOfAllExecutorsOnce()
    {
        var services = new ServiceCollection();
        services.AddSingleton(new Greeting("Hi"));
        services.AddWeir(static weir => weir.AddStepTypes(StandardStepTypes.All).AddStepType<GreetType>());
        services.AddKeyedWeir("other", static weir => weir.AddStepTypes(StandardStepTypes.All).AddStepType<GreetType>());
        using var provider = services.BuildServiceProvider();
        var catalog = provider.GetRequiredService<StepTypeCatalog>();
        Assert.Equal(StandardStepTypes.All.Select(static type => type.Name).Append("greet.person").Order(StringComparer.Ordinal), catalog.Types.Select(static type => type.Name));
        Assert.True(catalog.TryGet("greet.person", out var type));
        Assert.Equal("Hi", Assert.IsType<GreetType>(type).Greeting.Text);
        Assert.Same(catalog, provider.GetRequiredService<StepTypeCatalog>());
    }

    [Fact]
    public async Task Start_WithTwoTypesOfOneName_NamesBoth()
    {
        using var host = TestHost.Of(static services => services.AddSingleton(new Greeting("Hi")).AddWeir(static weir => weir.AddStepType<GreetType>().AddStepType<SameType>()));
        var error = await Assert.ThrowsAsync<ArgumentException>(() => host.StartAsync(Some.Token));
        Assert.StartsWith("There are two step types named 'greet.person': ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithoutStepTypes_HasNoCatalog()
    {
        using var host = await TestHost.StartAsync(static services => services.AddWeir());
        Assert.Null(host.Services.GetService<StepTypeCatalog>());
    }

    [Fact]
    public async Task Context_InARunWithServices_HasThem()
    {
        await using var executor = new Executor();
        using var provider = new ServiceCollection().AddSingleton(new Greeting("Hi")).BuildServiceProvider();
        var pipeline = Pipeline.Create<int>("flow").Then(Step.From<int, string?>("greet", static (_, context) => new(context.Services?.GetService<Greeting>()?.Text))).Build();
        using var with = await executor.RunAsync(pipeline, 0, new RunOptions { Services = provider }, Some.Token);
        using var without = await executor.RunAsync(pipeline, 0, Some.Token);
        Assert.Equal(("Hi", null), (with.ShouldSucceed().Output, without.ShouldSucceed().Output));
    }

    private sealed record Greeting(string Text);

    private sealed class GreetType(Greeting greeting) : StepType("greet.person", "Greets somebody.")
    {
        public Greeting Greeting => greeting;

        public override ValueTask<object?> RunAsync(StepArguments arguments, StepContext context) => new(greeting.Text);
    }

    private sealed class SameType() : StepType("greet.person", "Greets somebody else.")
    {
        public override ValueTask<object?> RunAsync(StepArguments arguments, StepContext context) => new("");
    }
}
