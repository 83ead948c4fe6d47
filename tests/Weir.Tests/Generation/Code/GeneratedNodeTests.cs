using System.Reflection;
using System.Text.Json;

namespace Weir.Tests.Generation.Code;

/// <summary>Generated code at work: compiled, loaded, and run as a step.</summary>
public class GeneratedNodeTests
{
    private const string Rest = """
        definitions:
          Money: { type: object, required: [cents], additionalProperties: false, properties: { cents: { type: integer, minimum: 1, maximum: 100 } } }
          Receipt: { type: object, required: [total], properties: { total: { type: integer, minimum: 1 } } }
        io_operations:
          - { name: charge, input_model: Money, output_model: Receipt }
        """;

    [Fact]
    public async Task Node_InAPipeline_RunsItsOperation()
    {
        var assembly = LoadWithBody("return ValueTask.FromResult(new Models.Receipt { Total = input.Cents * 2 });");
        var (run, json) = await RunAsync(assembly, """{"operation":"charge","input":{"cents":21}}""");
        using (run)
        {
            Assert.Equal(RunStatus.Completed, run.Status);
            Assert.Equal("""{"operation":"charge","output":{"total":42}}""", json);
        }
    }

    [Fact]
    public async Task Node_WhenTheInputBreaksARule_FailsWithItsPlace()
    {
        var assembly = LoadWithBody("throw new System.InvalidOperationException(\"never reached\");");
        var (run, _) = await RunAsync(assembly, """{"operation":"charge","input":{"cents":0}}""");
        using (run)
        {
            var error = Assert.IsType<InvalidInputException>(run.Error);
            Assert.Equal(new Violation("$.cents", "minimum", "is less than 1"), Assert.Single(error.Violations));
        }
    }

    [Fact]
    public async Task Node_WhenTheOutputBreaksARule_Fails()
    {
        var assembly = LoadWithBody("return ValueTask.FromResult(new Models.Receipt { Total = 0 });");
        var (run, _) = await RunAsync(assembly, """{"operation":"charge","input":{"cents":1}}""");
        using (run)
        {
            Assert.IsType<InvalidOutputException>(run.Error);
        }
    }

    [Fact]
    public async Task Node_AsWritten_FailsWithTheOperationsName()
    {
        var assembly = GeneratedCode.Load(GeneratedCode.Write(GeneratedCode.Read(GeneratedCode.Yaml(Rest)), withTests: false));
        var (run, _) = await RunAsync(assembly, """{"operation":"charge","input":{"cents":1}}""");
        using (run)
        {
            Assert.Equal("charge", Assert.IsType<OperationNotImplementedException>(run.Error).Operation);
        }
    }

    private static Assembly LoadWithBody(string body)
    {
        var files = GeneratedCode.Write(GeneratedCode.Read(GeneratedCode.Yaml(Rest)), withTests: false)
            .Select(file => file.IsOwned
                ? file with { Text = file.Text.Replace("=>\n        throw new OperationNotImplementedException(Name, \"charge\");", "{ " + body + " }", StringComparison.Ordinal) }
                : file)
            .ToArray();
        Assert.Contains(files, file => file.Text.Contains(body, StringComparison.Ordinal));
        return GeneratedCode.Load(files);
    }

    private static Task<(Run Run, string Json)> RunAsync(Assembly assembly, string request)
    {
        Type Find(string name) => assembly.GetType("Nodes.SampleEffect." + name, throwOnError: true)!;
        var input = JsonSerializer.Deserialize(request, Find("SampleRequest"))!;
        var node = Activator.CreateInstance(Find("NodeSampleEffect"), [null, null])!;
        var run = typeof(GeneratedNodeTests).GetMethod(nameof(RunTypedAsync), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(Find("SampleRequest"), Find("SampleResponse"));
        return (Task<(Run, string)>)run.Invoke(null, [node, input])!;
    }

    private static async Task<(Run Run, string Json)> RunTypedAsync<TIn, TOut>(Step<TIn, TOut> node, TIn input)
    {
        await using var executor = new Executor();
        var run = await executor.RunAsync(Pipeline.Create<TIn>("shop").Then(node).Build(), input, Some.Token);
        return (run, run.Status == RunStatus.Completed ? JsonSerializer.Serialize(run.Output) : "");
    }
}
