using Weir.Generation.StepTypes;
using Weir.Generation.Validation;
using Weir.Tests.Yaml.StepTypes;

namespace Weir.Tests.Generation.StepTypes;

public sealed class CSharpCompileStepTests : IDisposable
{
    private static readonly CSharpCompileStep Type = new(new ReferenceSet());

    private readonly StepTypeCall _call = new StepTypeCall().Allow(PermissionKind.Read, "src");

    public void Dispose() => _call.Dispose();

    [Fact]
    public async Task Compile_OfGoodFiles_GivesNoDiagnostics()
    {
        _call.Folder.Write("flow/src/a.cs", "public static class A { public static int One => B.One; }");
        _call.Folder.Write("flow/src/b.cs", "internal static class B { internal const int One = 1; }");
        Assert.Equal("""{"diagnostics":[]}""", StepValues.ToJson(await CompileAsync("src/a.cs", "src/b.cs")));
    }

    [Fact]
    public async Task Compile_OfAProgram_TakesItsStatements()
    {
        _call.Folder.Write("flow/src/a.cs", "System.Console.WriteLine(Weir.StepStatus.Completed);");
        Assert.Equal("""{"diagnostics":[]}""", StepValues.ToJson(await CompileAsync("src/a.cs")));
    }

    [Fact]
    public async Task Compile_WithAWarning_GivesItWithItsPlace()
    {
        _call.Folder.Write("flow/src/a.cs", "public class A\n{\n    private int unused;\n}");
        var output = Assert.IsAssignableFrom<IReadOnlyDictionary<string, object?>>(await CompileAsync("src/a.cs"));
        var issue = Assert.IsAssignableFrom<IReadOnlyDictionary<string, object?>>(Assert.Single(Assert.IsAssignableFrom<IReadOnlyList<object?>>(output["diagnostics"])));
        Assert.Equal(("CS0169", "warning", "src/a.cs", 3L, 17L), (issue["rule"], issue["severity"], issue["file"], issue["line"], issue["column"]));
    }

    [Fact]
    public async Task Compile_WithErrors_FailsWithThemFirstAndTheirPlaces()
    {
        _call.Folder.Write("flow/src/a.cs", "public class A\n{\n    private int unused;\n    int B() => c;\n}");
        var lines = (await _call.FailAsync(Type, ("files", new object?[] { "src/a.cs" }))).Split('\n');
        Assert.Equal("src/a.cs:4:16: error CS0103: The name 'c' does not exist in the current context", lines[0]);
        Assert.StartsWith("src/a.cs:3:17: warning CS0169: ", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compile_OfWhatDiffersOnlyInMetadata_IsFoundToo()
    {
        _call.Folder.Write("flow/src/a.cs", $"public class {new string('A', 2000)} {{ }}");
        Assert.Contains("error CS7013", await _call.FailAsync(Type, ("files", new object?[] { "src/a.cs" })), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compile_WithAReference_KnowsIt()
    {
        File.Copy(typeof(Xunit.FactAttribute).Assembly.Location, Directory.CreateDirectory(_call.Below("src")).FullName + "/x.dll");
        _call.Folder.Write("flow/src/a.cs", "public class A : Xunit.FactAttribute { }");
        Assert.Contains("CS0246", await _call.FailAsync(Type, ("files", new object?[] { "src/a.cs" })), StringComparison.Ordinal);
        Assert.Equal("""{"diagnostics":[]}""", StepValues.ToJson(await _call.GiveAsync(Type, ("files", new object?[] { "src/a.cs" }), ("references", new object?[] { "src/x.dll" }))));
    }

    [Theory]
    [InlineData("other/a.cs", null, "--allow read=other/a.cs")]
    [InlineData("src/a.cs", "other/a.dll", "--allow read=other/a.dll")]
    [InlineData("src/none.cs", null, "A file for csharp.compile cannot be read: ")]
    [InlineData("src/a.cs", "src/a.cs", "CS0009: Metadata file 'src/a.cs'")]
    public async Task Compile_OfWhatCannotBeRead_SaysWhatAndWhy(string file, string? reference, string words)
    {
        _call.Folder.Write("flow/src/a.cs", "class A { }");
        _call.Folder.Write("flow/other/a.cs", "class A { }");
        object?[] references = reference is null ? [] : [reference];
        Assert.Contains(words, await _call.FailAsync(Type, ("files", new object?[] { file }), ("references", references)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compile_OfNothing_SaysWhatIsMissing() =>
        Assert.Equal("'files' of csharp.compile is empty; name at least one file.", await _call.FailAsync(Type, ("files", Array.Empty<object?>())));

    [Fact]
    public async Task Compile_OfAFileThatIsNotUtf8_NamesThePlace()
    {
        await File.WriteAllBytesAsync(_call.Folder.Write("flow/src/a.cs", ""), [(byte)'a', 0xff], Some.Token);
        Assert.Equal("src/a.cs:1:2: The file is not UTF-8; save it as UTF-8.", await _call.FailAsync(Type, ("files", new object?[] { "src/a.cs" })));
    }

    private Task<object?> CompileAsync(params string[] files) => _call.GiveAsync(Type, ("files", files.Cast<object?>().ToArray()));
}
