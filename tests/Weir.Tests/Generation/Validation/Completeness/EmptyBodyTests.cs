namespace Weir.Tests.Generation.Validation.Completeness;

public class EmptyBodyTests
{
    [Theory]
    [InlineData("internal class A { void M() { } }")]
    [InlineData("internal class A { void M() { ; } }")]
    [InlineData("internal class A { public A() { } }")]
    [InlineData("internal class A { static A() { } }")]
    [InlineData("internal class B; internal class A : B { public A() : base() { } }")]
    [InlineData("internal class A { int _x; int X { get => _x; set { } } }")]
    [InlineData("internal class A { int X { init { } } }")]
    [InlineData("internal class A { event System.Action E { add { } remove { _ = value; } } }")]
    [InlineData("internal class A { int this[int i] { set { } } }")]
    [InlineData("internal struct A { int _x; public void operator +=(int y) { } }")]
    [InlineData("internal class A { void M() { void Local() { } Local(); } }")]
    [InlineData("internal class A { async System.Threading.Tasks.Task M() { } }")]
    [InlineData("internal class B { protected virtual void M() => System.GC.Collect(); } internal class A : B { protected override void M() { } }")]
    [InlineData("internal class A { protected virtual void M() { } }")]
    [InlineData("internal class A { void M() { /* ... */ } }")]
    [InlineData("internal class A { void M() /* Nothing. */ { } // Nothing.\n}")]
    [InlineData("internal class A : System.IDisposable { readonly System.IO.Stream _s = System.IO.Stream.Null; public void Dispose() { } }")]
    [InlineData("internal class A(System.IO.Stream s) : System.IDisposable { long L => s.Length; public void Dispose() { } }")]
    public void Find_OfABodyThatIsEmpty_SaysSo(string code) => Assert.Equal(["completeness/empty-body 1"], Judged.Find("completeness", code));

    [Theory]
    [InlineData("internal abstract class A { protected abstract void M(); }")]
    [InlineData("internal class A { [System.Runtime.InteropServices.DllImport(\"x\")] static extern void M(); }")]
    [InlineData("internal partial class A { partial void M(); }")]
    [InlineData("internal interface I { void M() { } void N(); }")]
    [InlineData("internal class B(int x) { int X => x; } internal class A : B { public A(int x) : base(x) { } }")]
    [InlineData("internal class A { A() { } static A Create() => new(); }")]
    [InlineData("internal class A { private A() { } }")]
    [InlineData("internal class A { private A(int x) => X = x; public A() : this(1) { } int X { get; } }")]
    [InlineData("internal class A { void M() { /* The base class does it. */ } }")]
    [InlineData("internal class A { void M()\n{\n// Nothing to release.\n} }")]
    [InlineData("internal class A { /// <summary>Called at the end.</summary>\nprotected virtual void M() { } }")]
    [InlineData("internal class A : System.IDisposable { readonly int _x = 1; int X => _x; public void Dispose() { } }")]
    [InlineData("internal class A { int X { get; set; } void M() => System.GC.Collect(); }")]
    [InlineData("internal class A { System.Action M() => () => { }; }")]
    [InlineData("internal class A { void M() { if (System.Environment.Is64BitProcess) { } } }")]
    [InlineData("internal class A { ~A() { } }")]
    public void Find_WhereNothingIsExpected_FindsNothing(string code) => Assert.Empty(Judged.Find("completeness", code));

    [Fact]
    public void Find_OfABodyWithNothingButATodo_FindsBoth() =>
        Assert.Equal(["completeness/empty-body 3", "completeness/placeholder 5"], Judged.Find("completeness", """
            internal class A
            {
                void M()
                {
                    // TODO: write it
                }
            }
            """));
}
