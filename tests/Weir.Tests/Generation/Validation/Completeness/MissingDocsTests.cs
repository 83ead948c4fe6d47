namespace Weir.Tests.Generation.Validation.Completeness;

public class MissingDocsTests
{
    [Theory]
    [InlineData("public class A;")]
    [InlineData("// A comment.\npublic class A;")]
    [InlineData("/// <summary></summary>\npublic class A;")]
    [InlineData("/// <summary>  </summary>\npublic class A;")]
    [InlineData("/// <remarks>Other.</remarks>\npublic class A;")]
    [InlineData("public delegate void A();")]
    [InlineData("public record A(int X);")]
    [InlineData("/// <summary>A.</summary>\npublic class A { protected class B; }")]
    [InlineData("/// <summary>A.</summary>\npublic class A { public int X; }")]
    [InlineData("/// <summary>A.</summary>\npublic class A { public int X, Y; }")]
    [InlineData("/// <summary>A.</summary>\npublic class A { protected void M() => System.GC.Collect(); }")]
    [InlineData("/// <summary>A.</summary>\npublic class A { protected internal int P => 1; }")]
    [InlineData("/// <summary>A.</summary>\npublic class A { public A(int x) => System.GC.Collect(x); }")]
    [InlineData("/// <summary>A.</summary>\npublic class A { public static A operator +(A x) => x; }")]
    [InlineData("/// <summary>A.</summary>\npublic class A { public event System.Action? E; void R() => E?.Invoke(); }")]
    [InlineData("/// <summary>A.</summary>\npublic class A : System.IDisposable { public void Dispose() => System.GC.Collect(); }")]
    [InlineData("/// <summary>A.</summary>\npublic interface A { void M(); }")]
    [InlineData("/// <summary>A.</summary>\npublic enum A { B }")]
    [InlineData("public partial class A;\npublic partial class A;")]
    [InlineData("/// <summary>A.</summary>\npublic static class A { extension(string s) { public int L => s.Length; } }")]
    public void Find_WithoutASummary_SaysSo(string code) => Assert.Single(Judged.Find("completeness", code), static one => one.StartsWith("completeness/missing-docs", StringComparison.Ordinal));

    [Theory]
    [InlineData("internal class A { public int X; }")]
    [InlineData("/// <summary>A.</summary>\npublic class A { internal int P => 1; private protected int Q => 1; int R => 1; }")]
    [InlineData("/// <summary>A.</summary>\npublic class A { public A() => System.GC.Collect(); }")]
    [InlineData("/// <summary>A.</summary>\npublic class A { private class B { public int X => 1; } }")]
    [InlineData("/// <summary>A.</summary>\npublic class A { public override string ToString() => \"\"; }")]
    [InlineData("/// <summary>A.</summary>\npublic class A : System.IDisposable { void System.IDisposable.Dispose() => System.GC.Collect(); }")]
    [InlineData("/// <summary>A.</summary>\npublic class A : System.IDisposable { /// <inheritdoc/>\npublic void Dispose() => System.GC.Collect(); }")]
    [InlineData("/// <summary>A.</summary>\npublic record A(int X, string Y);")]
    [InlineData("/** <summary>A.</summary> */\npublic class A;")]
    [InlineData("/// <summary><see cref=\"int\"/></summary>\npublic class A;")]
    [InlineData("/// <summary>A.</summary>\npublic partial class A;\npublic partial class A;")]
    [InlineData("/// <summary>A.</summary>\npublic enum A { /// <summary>B.</summary>\nB }")]
    [InlineData("/// <summary>A.</summary>\npublic class A { ~A() => System.GC.Collect(); static A() => System.GC.Collect(); }")]
    public void Find_WhereNoneIsAsked_FindsNothing(string code) => Assert.Empty(Judged.Find("completeness", code));

    [Fact]
    public void Find_NamesThePlace() => Assert.Equal(["completeness/missing-docs 5"], Judged.Find("completeness", """
        /// <summary>A.</summary>
        public class A
        {
            [System.Obsolete("")]
            public int P => 1;
        }
        """));

    [Theory]
    [InlineData("")]
    [InlineData("// Nothing here.\n")]
    [InlineData("using System;\nnamespace A;\n")]
    [InlineData("\n\n/* still nothing */")]
    public void Find_OfAFileWithoutAType_SaysSo(string code) => Assert.Equal(["completeness/no-code 1"], Judged.Find("completeness", code));

    [Theory]
    [InlineData("System.Console.WriteLine();")]
    [InlineData("global using System.Text;")]
    [InlineData("[assembly: System.Reflection.AssemblyMetadata(\"a\", \"b\")]")]
    [InlineData("namespace A { namespace B { internal enum C { D } } }")]
    [InlineData("internal delegate void A();")]
    public void Find_OfAFileThatIsForSomething_FindsNothing(string code) => Assert.Empty(Judged.Find("completeness", code));
}
