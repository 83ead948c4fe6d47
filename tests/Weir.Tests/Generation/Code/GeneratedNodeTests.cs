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

    [Theory]
    [InlineData("1234-5678-secret", "input", "InvalidInputException")]
    [InlineData("1234", "output", "InvalidOutputException")]
    public async Task Node_WithAFieldToHide_ShowsItInNoMessage(string card, string side, string error)
    {
        const string Hiding = """
            advanced_features: { security_validation: { redact_fields: [card] } }
            definitions:
              Money: { type: object, required: [card], properties: { card: { type: string, maxLength: 8 } } }
              Receipt: { type: object, required: [card], properties: { card: { type: string, pattern: "^[a-z]+$" } } }
            io_operations:
              - { name: charge, input_model: Money, output_model: Receipt }
            """;
        var assembly = LoadWithBody("return ValueTask.FromResult(new Models.Receipt { Card = input.Card });", Hiding);
        var (run, _) = await RunAsync(assembly, $$$"""{"operation":"charge","input":{"card":"{{{card}}}"}}""");
        using (run)
        {
            Assert.Equal(error, run.Error?.GetType().Name);
            Assert.Contains($"charge {side} breaks 1 rule: $.card", run.Error!.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(card, run.Error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Node_WithDirtyTexts_GivesItsBodyCleanOnes()
    {
        const string Clean = """
            advanced_features: { security_validation: { validate_sql: true } }
            definitions:
              Note: { type: object, required: [text], properties: { text: { type: string } } }
            io_operations:
              - { name: charge, input_model: Note, output_model: Note }
            """;
        var assembly = LoadWithBody("return ValueTask.FromResult(new Models.Note { Text = input.Text + input.Text.Length });", Clean);
        var (run, json) = await RunAsync(assembly, """{"operation":"charge","input":{"text":"a\u0000\u202Eb"}}""");
        using (run)
        {
            Assert.Equal("""{"operation":"charge","output":{"text":"ab2"}}""", json);
        }

        var (refused, _) = await RunAsync(assembly, """{"operation":"charge","input":{"text":"' or 1=1"}}""");
        using (refused)
        {
            Assert.Equal("The charge input breaks 1 rule: $.text: has the form of a piece of SQL (sql).", refused.Error?.Message);
        }
    }

    private static Assembly LoadWithBody(string body, string rest = Rest)
    {
        var files = GeneratedCode.Write(GeneratedCode.Read(GeneratedCode.Yaml(rest)), withTests: false)
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
