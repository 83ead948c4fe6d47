using System.Buffers;
using System.Text;
using Weir.Yaml.Files;

namespace Weir.Tests.Yaml.Running;

public sealed class SecretMaskTests : IDisposable
{
    private const string Secret = "pa\"ss\\word/ü";

    private readonly Flow _flow = new();

    public void Dispose() => _flow.Dispose();

    [Fact]
    public void Apply_FindsTheSecretAlsoInsideOfJsonAndAddresses()
    {
        var mask = MaskOf(Secret);
        Assert.Equal("a *** b ***", mask.Apply($"a {Secret} b {Secret}"));
        Assert.Equal("{\"x\":\"***\"}", mask.Apply(StepValues.ToJson(new Dictionary<string, object?> { ["x"] = Secret })));
        Assert.Equal("{\"x\":\"***\"}", mask.Apply(System.Text.Json.JsonSerializer.Serialize(new { x = Secret })));
        Assert.Equal("http://h/?k=***", mask.Apply($"http://h/?k={Uri.EscapeDataString(Secret)}"));
    }

    [Fact]
    public void Apply_OfAValue_MasksNamesAndNumbersToo()
    {
        var mask = MaskOf("123456");
        var masked = mask.Apply((object?)new Dictionary<string, object?> { ["k123456"] = new object?[] { 123456L, 1L, "a123456b", null } });
        Assert.Equal("""{"k***":["***",1,"a***b",null]}""", StepValues.ToJson(masked));
    }

    [Fact]
    public void Apply_WhenOneSecretContainsAnother_LeavesNothingOfTheLonger() => Assert.Equal("***", MaskOf("secret", "secret-long").Apply("secret-long"));

    [Fact]
    public void Apply_OfAShortSecret_ChangesNothing()
    {
        Assert.Equal("a12b", MaskOf("12").Apply("a12b"));
        var bound = _flow.Bind(WithSecret(""), Given("12"));
        Assert.Contains("is not masked", Assert.Single(bound.Diagnostics).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fail")]
    [InlineData("throw")]
    public async Task Run_WhenAFailureTellsASecret_MasksItInErrorsEventsAndTheStore(string how)
    {
        _flow.Call = (value, context) => how == "fail" ? new(context.Fail<object?>($"refused {value}")) : throw Some.Failure($"refused {value}");
        await AssertNowhereAsync(WithSecret("value: \"${{ inputs.key }}\""), RunStatus.Failed, "refused ***");
    }

    [Fact]
    public async Task Run_WhenAnOutputHasASecret_MasksItInEventsAndTheStore()
    {
        var bound = await AssertNowhereAsync(WithSecret("value: { said: \"it is ${{ inputs.key }}\", all: [ \"${{ inputs.key }}\" ] }"), RunStatus.Completed, "it is ***");
        Assert.NotNull(bound);
    }

    [Fact]
    public async Task Run_WhenAValueThatDoesNotFitIsASecret_MasksIt() =>
        await AssertNowhereAsync(WithSecret("word: \"${{ inputs.key }}\""), RunStatus.Failed, "it is '***'");

    private async Task<BoundWorkflow> AssertNowhereAsync(string text, RunStatus status, string expected)
    {
        var bound = _flow.Bound(text, Given(Secret) with { IsDurable = true });
        var events = new RunEventBuffer();
        using var run = await _flow.RunAsync(bound, new RunOptions { Progress = events });
        Assert.Equal(status, run.Status);
        var lines = new ArrayBufferWriter<byte>();
        await foreach (var one in events.FromAsync(0, Some.Token))
        {
            RunEventJson.WriteLine(lines, one);
        }

        await foreach (var one in _flow.Store.ReadAsync(run.Id, 0, Some.Token))
        {
            RunEventJson.WriteLine(lines, one);
        }

        var all = Encoding.UTF8.GetString(lines.WrittenSpan) + run.Error;
        Assert.Contains(expected, all.Replace("\\u0027", "'", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(all, bound.Secrets.Apply(all));
        Assert.DoesNotContain("ss\\word", all, StringComparison.Ordinal);
        return bound;
    }

    private static SecretMask MaskOf(params object?[] secrets)
    {
        var mask = new SecretMask();
        mask.Add(secrets);
        return mask;
    }

    private static WorkflowBinding Given(string key) => new() { Inputs = new Dictionary<string, string> { ["key"] = key } };

    private static string WithSecret(string with) => Flow.Stage($$"""- { name: a, uses: test.call, with: { {{with}} } }""", "inputs: { key: { type: string, secret: true } }");

    [Theory]
    [InlineData("hunter2 secret%41x", "GET http://h/hunter2%20secretAx failed")]
    [InlineData("Hunter2Secret", "A request to 'hunter2secret' is not permitted")]
    [InlineData("hunter2secret/..%20&x", "A request to 'hunter2secret' is not permitted")]
    [InlineData("a\"b\\c\u00e9", "GET http://h/a%22b/c%C3%A9 failed")]
    public void Apply_ToAnAddressInItsNormalForm_HidesTheSecret(string secret, string told)
    {
        var mask = new SecretMask();
        mask.Add([secret]);
        Assert.Contains("***", mask.Apply(told), StringComparison.Ordinal);
    }
}
