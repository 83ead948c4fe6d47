namespace Weir.Tests.Generation.Validation.Completeness;

public class PlaceholderTests
{
    [Theory]
    [InlineData("// TODO")]
    [InlineData("// todo write it")]
    [InlineData("// Todo: write it")]
    [InlineData("// This is a hack: it goes")]
    [InlineData("// This has to go, FIXME")]
    [InlineData("// see TODO(anna) for more")]
    [InlineData("/* XXX */")]
    [InlineData("/* The first line.\n * HACK around it */")]
    [InlineData("/// <summary>TBD</summary>")]
    [InlineData("/// <summary>tbd</summary>")]
    [InlineData("// One sentence.\n// todo another one")]
    [InlineData("// TODO-17 write it")]
    public void Find_OfAComment_SaysSo(string comment) => Assert.Single(Judged.Find("completeness", comment + "\ninternal class A;"), static one => one.StartsWith("completeness/placeholder", StringComparison.Ordinal));

    [Theory]
    [InlineData("// Keeps the todo list of a person.")]
    [InlineData("// Todo items are loaded late.")]
    [InlineData("// A TODO list has TODO items.")]
    [InlineData("// Finds \"TODO\" and 'FIXME' in comments.")]
    [InlineData("/// <summary>Counts <c>TodoItem</c> and todos.</summary>")]
    [InlineData("// The form is XXX-XX-XXXX.")]
    [InlineData("// A wrapped comment speaks of a\n// hack that was there once.")]
    [InlineData("// See https://example.com/TODO/1 and TODO.md.")]
    [InlineData("// All of it is done.")]
    [InlineData("#if NEVER\n// TODO\n#endif")]
    public void Find_OfACommentThatSpeaksOfIt_FindsNothing(string comment) => Assert.Empty(Judged.Find("completeness", comment + "\ninternal class A;"));

    [Theory]
    [InlineData("void M() => throw new System.NotImplementedException();")]
    [InlineData("void M() { throw new System.NotImplementedException(\"later\"); }")]
    [InlineData("int M(int? x) => x ?? throw new System.NotImplementedException();")]
    [InlineData("string M() => \"TODO\";")]
    [InlineData("string M() { return \"Not implemented yet\"; }")]
    [InlineData("string M() => $\"lorem ipsum {1}\";")]
    [InlineData("System.Threading.Tasks.Task<string> M() => System.Threading.Tasks.Task.FromResult(\"dummy\");")]
    [InlineData("System.Threading.Tasks.ValueTask<string> M() => new(\"placeholder\");")]
    [InlineData("string P { get; set; } = \"changeme\";")]
    [InlineData("string _f = \"changeme\"; string F => _f;")]
    [InlineData("string M() { var x = \"\"; x = \"todo: find it\"; return x; }")]
    public void Find_OfCode_SaysSo(string member) => Assert.Equal(["completeness/placeholder 1"], Judged.Find("completeness", $"internal class A {{ {member} }}"));

    [Theory]
    [InlineData("void M() => throw new System.NotSupportedException(\"not implemented\");")]
    [InlineData("void M() => throw new Weir.OperationNotImplementedException(\"node\", \"operation\");")]
    [InlineData("System.Exception M() => new System.NotImplementedException();")]
    [InlineData("string M() => \"todo\";")]
    [InlineData("string M() => \"TODO list\";")]
    [InlineData("string M() => \"placeholders\";")]
    [InlineData("string M(int code) => code switch { 501 => \"Not Implemented\", _ => \"?\" };")]
    [InlineData("const string Mark = \"TODO\"; string M() => Mark;")]
    [InlineData("bool M(string x) => x == \"changeme\";")]
    public void Find_OfCodeThatIsWhole_FindsNothing(string member) => Assert.Empty(Judged.Find("completeness", $"internal class A {{ {member} }}"));
}
