using System.Text;
using Weir.Yaml;
using Weir.Yaml.Files;

namespace Weir.Tests.Yaml.Files;

public class WorkflowFileTests
{
    private const string Head = "weir: 1\nname: w\n";

    private const string Documented = """
            weir: 1
            name: daily-report
            description: Fetches pages and writes a report.
            inputs:
              city:  { type: string, default: Madrid }
              limit: { type: integer, default: 3, minimum: 1, maximum: 100 }
              pages: { type: files, default: "data/*.json" }
            permissions:
              http:  [ "127.0.0.1:8080" ]
              read:  [ data/ ]
              write: [ out/ ]
              shell: [ dotnet, git ]
            defaults: { timeout: 30s, retry: { attempts: 2, delay: 200ms, backoff: exponential, jitter: true } }
            resources: { api: 4 }
            budget: { cost-usd: 1.50, tokens: 200000, steps: 1000, time: 5m, on-breach: stop }
            stages:
              - name: fetch
                parallel: 4
                barrier: false
                timeout: 60s
                fail: collect
                steps:
                  - name: page
                    uses: get
                    for-each: ${{ inputs.pages }}
                    with: { url: "http://127.0.0.1:8080/${{ item }}" }
                    resource: { api: 1 }
                    retry: { attempts: 4 }
                    timeout: 5s
                    fallback: { uses: load, with: { path: "${{ item }}" } }
                    cache: { ttl: 10m }
                    on-failure: skip-dependents
              - name: write
                steps:
                  - name: report
                    uses: load
                    needs: [ page ]
                    if: ${{ length(steps.page.output) > 0 }}
                    with: { path: "data/${{ run.id }}" }
            outputs:
              report: ${{ steps.report.output }}
            """;

    [Fact]
    public void Read_OfTheDocumentedFile_FindsNothing() => Assert.Empty(Read(Documented).Diagnostics);

    [Theory]
    [InlineData(Documented)]
    [InlineData("""
        weir: 1
        name: '007'
        description: "a: b # c\n\td"
        inputs: {n: {type: json, default: {a: [1, '1', null, true, 2.5, '']}}, k: {type: number, default: 1, secret: true}}
        permissions: {read: [.]}
        stages:
        - name: s
          fail: fast
          timeout: 90s
          steps:
          - {name: a, uses: load, on-failure: stop, with: {path: '- x'}}
          - {name: b, uses: load, retry: {attempts: 3, delay: 1.5s, max-delay: 2h, backoff: linear, jitter: true}, with: {path: 'null'}}
          - {name: c, uses: load, with: {path: '1'}}
        """)]
    [InlineData("""
        weir: 1
        name: w
        permissions: {read: [.]}
        stages:
        - name: s
          steps:
          - name: a
            uses: load
            with:
              path: |
                one
                  two: ${{ 'x' }}

                three
          - {name: d, uses: none, needs: [a], if: "steps.a.status == \"completed\""}
        """)]
    public void ToYaml_ReadsToTheSame(string text)
    {
        var first = Read(text);
        Assert.True(first.File is not null, string.Join("\n", first.Diagnostics));
        var printed = first.File.ToYaml();
        var second = Read(printed);
        Assert.True(second.File is not null, string.Join("\n", second.Diagnostics) + "\n" + printed);
        Assert.Equal(printed, second.File.ToYaml());
        Assert.Equal(Facts(first.File.Document), Facts(second.File.Document));
    }

    [Fact]
    public void ToMermaid_AndToDot_DrawStagesStepsAndNeeds()
    {
        var file = Read(Documented).File!;
        Assert.Equal(
            """
            flowchart LR
              subgraph stage0["fetch"]
                step0[["page<br/>get"]]
              end
              subgraph stage1["write"]
                step1[/"report<br/>load"/]
              end
              step0 --> step1

            """,
            file.ToMermaid());
        Assert.Contains("step0 -> step1;", file.ToDot(), StringComparison.Ordinal);
        Assert.Contains("step0 [label=\"page\\nget\", peripheries=2];", file.ToDot(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("¶name: w\nstages: []", "WEIR1001", "begins with 'weir: 1'")]
    [InlineData("weir: ¶2\nname: w", "WEIR1001", "reads version 1")]
    [InlineData("¶[1]", "WEIR2021", "a map that begins")]
    [InlineData("weir: 1\nname: ¶a b\nstages: [{name: s, steps: [{name: x, uses: get, with: {url: u}}]}]", "WEIR1002", "letters, digits")]
    [InlineData("weir: 1\nname: w\nstages: ¶[]", "WEIR1019", "no stages")]
    [InlineData("weir: 1\nname: w\nstages: [{name: s, steps: ¶[]}]", "WEIR1019", "no steps")]
    [InlineData("weir: 1\nname: w\n¶stagse: []\nstages: [{name: s, steps: [{name: x, uses: none}]}]", "WEIR2020", "did you mean 'stages'?")]
    public void Read_OfABadFile_SaysWhereAndWhy(string marked, string code, string part) => Finds(marked, code, part);

    [Theory]
    [InlineData("- {name: a, uses: none}\n  - {name: ¶a, uses: none}", "WEIR1003", "Two steps are named 'a'")]
    [InlineData("- {name: abc, uses: none}\n  - {name: b, uses: none, needs: [¶abd]}", "WEIR1004", "did you mean 'abc'?")]
    [InlineData("- {name: ¶a, uses: none, needs: [b]}\n  - {name: b, uses: none, needs: [a]}", "WEIR1005", "a → b → a")]
    [InlineData("- {name: ¶a, uses: load, for-each: [1], with: {path: '${{ steps.a.output }}'}}", "WEIR1005", "needs itself")]
    [InlineData("- {name: a, uses: ¶gat, with: {url: u}}", "WEIR1006", "did you mean 'get'? The types are get, load, ")]
    [InlineData("- {name: a, uses: ¶send_rocket, with: {url: u}}", "WEIR1006", "'send_rocket'. The types are get, load, ")]
    [InlineData("- {name: a, uses: ¶get}", "WEIR1007", "needs 'url'")]
    [InlineData("- {name: a, uses: get, with: {url: 'http://h', ¶metod: x}}", "WEIR1008", "did you mean 'method'?")]
    [InlineData("- {name: a, uses: get, with: {url: 'http://h', method: ¶PUSH}}", "WEIR1009", "one of GET, POST")]
    [InlineData("- {name: a, uses: get, with: {url: ¶7}}", "WEIR1009", "must be text, and it is a whole number")]
    [InlineData("- {name: a, uses: get, with: {url: ¶'${{ length(inputs.city) }}'}}", "WEIR1009", "must be text")]
    [InlineData("- {name: a, uses: get, with: {url: 'x ${{ ¶inputs.town }}'}}", "WEIR1010", "no input 'town'")]
    [InlineData("- {name: a, uses: load, with: {path: 'x ${{ 1 + ¶}}'}}", "WEIR1010", "a value is expected")]
    [InlineData("- {name: a, uses: load, with: {path: '¶${{ 1 '}}", "WEIR1010", "has no '}}'")]
    [InlineData("- {name: a, uses: load, with: {path: 'data/${{ ¶item }}'}}", "WEIR1010", "only inside a step that has 'for-each'")]
    [InlineData("- {name: a, uses: none, if: ¶'${{ inputs.city }}'}", "WEIR1010", "'if' must be true or false")]
    [InlineData("- {name: a, uses: none, for-each: ¶'${{ inputs.city }}'}", "WEIR1010", "must be a list")]
    [InlineData("- {name: a, uses: none, timeout: ¶5}", "WEIR1011", "such as 200ms")]
    [InlineData("- {name: a, uses: none, resource: {¶ap: 1}}", "WEIR1013", "did you mean 'api'?")]
    [InlineData("- {name: a, uses: none, resource: {¶api: 9}}", "WEIR1013", "could never start")]
    [InlineData("- {name: a, uses: get, with: {url: ¶'http://evil.example/x'}}", "WEIR1014", "--allow http=evil.example")]
    [InlineData("- {name: a, uses: load, with: {path: ¶data/../../etc}}", "WEIR1014", "not permitted")]
    [InlineData("- {name: a, uses: part, with: {file: ¶no-such.hbs}}", "WEIR1015", "no file")]
    [InlineData("- {name: a, uses: part, with: {file: ¶../x.hbs}}", "WEIR1014", "leads out")]
    [InlineData("- {name: a, uses: none, cheaper: {uses: ¶none}}", "WEIR1018", "no effect")]
    [InlineData("- {name: a, uses: none, retry: {attempts: ¶0}}", "WEIR2023", "from 1 to 1000")]
    [InlineData("- {name: a, uses: none, on-failure: ¶ignore}", "WEIR2024", "skip-dependents")]
    public void Read_OfABadStep_SaysWhereAndWhy(string steps, string code, string part) => Finds(
        $"{Head}inputs: {{city: {{type: string}}}}\npermissions: {{http: [h], read: [data/]}}\nresources: {{api: 4}}\nstages:\n- name: s\n  steps:\n  {steps}",
        code,
        part);

    [Theory]
    [InlineData("{type: string, default: ¶5}", "WEIR1012", "must be text, and it is a whole number")]
    [InlineData("{type: integer, default: ¶500, maximum: 100}", "WEIR1012", "at most 100, and it is 500")]
    [InlineData("{type: ¶int}", "WEIR2024", "one of string, integer")]
    [InlineData("¶{type: string, minimum: 1}", "WEIR1012", "are for numbers")]
    [InlineData("¶{type: number, minimum: 2, maximum: 1}", "WEIR1012", "more than its maximum")]
    [InlineData("{type: string, default: ¶'${{ run.id }}'}", "WEIR1012", "not an expression")]
    [InlineData("¶text", "WEIR2021", "must be a map")]
    public void Read_OfABadInput_SaysWhereAndWhy(string input, string code, string part) => Finds(
        $"{Head}inputs:\n  x: {input}\nstages: [{{name: s, steps: [{{name: a, uses: none}}]}}]", code, part);

    [Fact]
    public void Read_OfABarrierThatAnEarlierStageReads_IsACircle()
    {
        var text = Head + "stages:\n- name: one\n  steps: [{name: a, uses: none, needs: [b]}]\n- name: two\n  barrier: true\n  steps: [{name: b, uses: none}]\n";
        var finding = Assert.Single(Read(text).Diagnostics);
        Assert.Equal("Circular dependency: a → b → the barrier before 'two' → a; each needs the next.", finding.Message);
    }

    [Fact]
    public void Read_OfManySteps_IsLinear()
    {
        var text = new StringBuilder(Head + "stages:\n");
        for (var stage = 0; stage < 20; stage++)
        {
            text.Append($"- name: s{stage}\n  barrier: true\n  steps:\n");
            for (var step = 0; step < 300; step++)
            {
                text.Append($"  - {{name: n{stage}-{step}, uses: none{(step > 0 ? $", needs: [n{stage}-{step - 1}]" : "")}}}\n");
            }
        }

        Assert.Empty(Read(text.ToString()).Diagnostics);
    }

    internal static string Facts(WorkflowDocument document) => string.Join("\n", [
        .. document.Inputs.Select(static input => $"{input.Name.Text} {input.Type} {StepValues.ToJson(input.Default)} {input.Minimum} {input.Maximum} {input.IsSecret}"),
        .. document.Permissions.Select(static permission => $"{permission.Kind} {permission.Value.Text}"),
        $"{document.Name.Text} {document.Description} {document.Defaults} {document.Budget}",
        .. document.Stages.Select(static stage => $"{stage.Name.Text} {stage.Parallel} {stage.IsBarrier} {stage.Timeout} {stage.FailsFast}"),
        .. document.Steps.SelectMany(static step => step.Calls.Select(call => $"{step.Name.Text} {call.Uses.Text} {string.Join(", ", call.With.Select(static entry => $"{entry.Name.Text}: {Shown(entry.Value)}"))}")),
        .. document.Steps.Select(static step => $"{Shown(step.If)} {Shown(step.ForEach)} {step.Attempts} {step.CacheTtl} {step.OnFailure} {string.Join(", ", step.Needs.Select(static need => need.Text))}"),
        .. document.Outputs.Select(static output => $"{output.Name.Text} {Shown(output.Value)}"),
    ]);

    private static string Shown(ValueTemplate? value) => value switch
    {
        null => "-",
        { IsLiteral: true } => StepValues.ToJson(value.Evaluate(null!)),
        _ => ((YamlScalar)value.Source).Text,
    };

    private static void Finds(string marked, string code, string part)
    {
        var (text, line, column) = Marked.Split(marked);
        var findings = Read(text).Diagnostics;
        var finding = findings.FirstOrDefault(finding => finding.Code == code);
        Assert.True(finding is not null, string.Join("\n", findings));
        Assert.Contains(part, finding.Message, StringComparison.Ordinal);
        Assert.Equal(new SourcePosition("w.yaml", line, column), finding.Position);
    }

    private static WorkflowFileReading Read(string text) => WorkflowFile.Read(Encoding.UTF8.GetBytes(text), "w.yaml", new WorkflowFileOptions { Types = new StepTypeCatalog([new Get(), new Load(), new Part(), new None()]) });

    private abstract class Fake(string name, params ReadOnlySpan<StepParameter> parameters) : StepType(name, "For tests.", parameters)
    {
        public override ValueTask<object?> RunAsync(StepArguments arguments, StepContext context) => new((object?)null);
    }

    private sealed class Get() : Fake(
        "get",
        new StepParameter("url", ValueShape.Text, "Where.") { IsRequired = true, Permission = PermissionKind.Http },
        new StepParameter("method", ValueShape.Text, "How.") { Words = ["GET", "POST"] });

    private sealed class Load() : Fake("load", new StepParameter("path", ValueShape.Text, "What.") { IsRequired = true, Permission = PermissionKind.Read });

    private sealed class Part() : Fake("part", new StepParameter("file", ValueShape.Text, "What.") { IsRequired = true, IsPartOfWorkflow = true });

    private sealed class None() : Fake("none");
}
