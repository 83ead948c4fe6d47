using Weir.Yaml;
using Weir.Yaml.Files;

namespace Weir.Tests.Yaml.Running;

/// <summary>What a file is given before it runs: inputs, answers.</summary>
public sealed class BindingTests : IDisposable
{
    private readonly Flow _flow = new();

    public void Dispose() => _flow.Dispose();

    [Theory]
    [InlineData("n: { type: integer }", "n", "3", 3L)]
    [InlineData("n: { type: number }", "n", "3", 3.0)]
    [InlineData("n: { type: boolean }", "n", "true", true)]
    [InlineData("n: { type: string }", "n", "true", "true")]
    [InlineData("n: { type: string, default: x }", "m", null, "x")]
    public async Task Bind_GivesAnInputTheValueOfItsText(string input, string name, string? text, object expected)
    {
        var binding = text is null ? new WorkflowBinding() : Given(name, text);
        var outputs = await _flow.GiveAsync(WithInput(input) + "\noutputs: { given: \"${{ inputs.n }}\" }", binding);
        Assert.Equal(expected, outputs["given"]);
    }

    [Theory]
    [InlineData("n: { type: integer }", null, "was not given; add --input n=VALUE")]
    [InlineData("n: { type: integer }", "three", "must be a whole number, and it is 'three'")]
    [InlineData("n: { type: integer, maximum: 5 }", "6", "must be at most 5, and it is 6")]
    [InlineData("n: { type: boolean }", "yes", "must be true or false")]
    [InlineData("n: { type: json }", "{", "must be JSON")]
    public void Bind_OfAnInputThatDoesNotFit_SaysSoWithItsPlace(string input, string? text, string message)
    {
        var bound = _flow.Bind(WithInput(input), text is null ? null : Given("n", text));
        Assert.Null(bound.Workflow);
        var finding = Assert.Single(bound.Diagnostics);
        Assert.Equal(WorkflowCodes.GivenInput, finding.Code);
        Assert.Equal((3, 11), (finding.Position.Line, finding.Position.Column));
        Assert.Contains(message, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bind_OfAnInputThatIsNotThere_NamesTheNearest()
    {
        var finding = Assert.Single(_flow.Bind(WithInput("city: { type: string, default: x }"), Given("ctiy", "y")).Diagnostics);
        Assert.Contains("did you mean 'city'?", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bind_OfAWrongSecret_DoesNotTellIt()
    {
        var finding = Assert.Single(_flow.Bind(WithInput("n: { type: integer, secret: true }"), Given("n", "hunter22")).Diagnostics);
        Assert.DoesNotContain("hunter22", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bind_WhenTheEnvironmentHasAnInput_TakesItAndCountsItAsSecret()
    {
        var binding = new WorkflowBinding { Environment = static name => name == "WEIR_INPUT_API_KEY" ? "from-the-env" : null };
        var bound = _flow.Bound(WithInput("api-key: { type: string, default: none }") + "\noutputs: { given: \"${{ inputs.api-key }}\" }", binding);
        using var run = await _flow.RunAsync(bound);
        Assert.Equal("from-the-env", bound.OutputsOf(run)["given"]);
        Assert.Equal("***", bound.Secrets.Apply("from-the-env"));
    }

    [Theory]
    [InlineData("data/*.txt", "data/a.txt data/b.txt")]
    [InlineData("data/**/*.txt", "data/a.txt data/b.txt data/deep/er/c.txt")]
    [InlineData("data/**", "data/a.txt data/b.txt data/deep/er/c.txt data/x.json")]
    [InlineData("data/?.json", "data/x.json")]
    [InlineData("data/a.txt", "data/a.txt")]
    [InlineData("data/*.none", "")]
    public async Task Bind_ListsFilesSorted(string pattern, string expected)
    {
        foreach (var file in (string[])["data/b.txt", "data/a.txt", "data/x.json", "data/deep/er/c.txt", "other/d.txt"])
        {
            _flow.Folder.Write(file, "");
        }

        var outputs = await _flow.GiveAsync(WithInput("n: { type: files }", "permissions: { read: [ data/ ] }") + "\noutputs: { given: \"${{ join(inputs.n, ' ') }}\" }", Given("n", pattern));
        Assert.Equal(expected, outputs["given"]);
    }

    [Theory]
    [InlineData("other/*.txt", WorkflowCodes.Permission, "--allow read=other")]
    [InlineData("../*", WorkflowCodes.Permission, "--allow read=..")]
    [InlineData("data/none.txt", WorkflowCodes.GivenInput, "There is no file 'data/none.txt'")]
    [InlineData("data/none/*", WorkflowCodes.GivenInput, "There is no folder 'data/none'")]
    public void Bind_OfFilesThatMayNotBeReadOrAreNotThere_SaysSo(string pattern, string code, string message)
    {
        _flow.Folder.Write("data/a.txt", "");
        _flow.Folder.Write("other/a.txt", "");
        var finding = Assert.Single(_flow.Bind(WithInput("n: { type: files }", "permissions: { read: [ data/ ] }"), Given("n", pattern)).Diagnostics);
        Assert.Equal(code, finding.Code);
        Assert.Contains(message, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bind_OfALinkThatLeadsOutOfWhatMayBeRead_RefusesIt()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        _flow.Folder.Write("data/a.txt", "");
        File.CreateSymbolicLink(_flow.Folder.Below("data", "b.txt"), _flow.Folder.Write("other/b.txt", ""));
        var finding = Assert.Single(_flow.Bind(WithInput("n: { type: files }", "permissions: { read: [ data/ ] }"), Given("n", "data/*.txt")).Diagnostics);
        Assert.Equal(WorkflowCodes.Permission, finding.Code);
    }

    [Theory]
    [InlineData("ask", "no", "takes one of yes, later, and the answer is 'no'")]
    [InlineData("aks", "yes", "has no approval 'aks'; did you mean 'ask'?")]
    public void Bind_OfAnAnswerThatFitsNothing_SaysSo(string step, string answer, string message)
    {
        var text = Flow.Stage("- { name: ask, uses: human.approve, with: { question: \"Go on?\", choices: [ yes, later ] } }");
        var finding = Assert.Single(_flow.Bind(text, new WorkflowBinding { Answers = new Dictionary<string, string> { [step] = answer } }).Diagnostics);
        Assert.Equal(WorkflowCodes.GivenAnswer, finding.Code);
        Assert.Contains(message, finding.Message, StringComparison.Ordinal);
    }

    private static WorkflowBinding Given(string name, string text) => new() { Inputs = new Dictionary<string, string> { [name] = text } };

    private static string WithInput(string input, string rest = "") => $$"""
        weir: 1
        name: w
        inputs: { {{input}} }
        {{rest}}
        stages:
          - name: s
            steps: [ { name: a, uses: test.call } ]
        """;
}
