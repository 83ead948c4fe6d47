using Weir.Generation.Validation.Quality;

namespace Weir.Tests.Generation.Validation.Quality;

public class NamingTests
{
    private static readonly QualityValidator Validator = new();

    [Theory]
    [InlineData("class ¤order { }\nclass Order2 { }\nclass ¤Order_Line { }\nclass XmlReader2 { }\nclass ÄrgerÖ { }\nclass 日本 { }")]
    [InlineData("interface ¤Shape { }\ninterface IShape { }\ninterface ¤Identity { }\ninterface ¤I_Shape { }")]
    [InlineData("struct ¤point { }\nrecord ¤line;\nenum ¤colour { Red, ¤green, ¤DARK_BLUE }\ndelegate void ¤changed();")]
    [InlineData("class A { void ¤run() { }\nvoid Run() { }\nvoid ¤Run_Now() { }\nvoid ¤_Run() { } }")]
    [InlineData("class ATests { void Run_WhenNothing_Throws() { }\nvoid ¤run_when() { } }")]
    [InlineData("class A { int ¤size { get; }\nint Size => 1;\nevent Action? ¤changed;\nevent Action? Changed;\nevent Action ¤other { add { } remove { } } }")]
    [InlineData("class A<T, TKey, ¤Key, ¤TKEY_, ¤t> { void Run<T1, ¤U>() { } }")]
    [InlineData("class A { void Run(int size, int ¤Size, int ¤_size, int _) { } }")]
    [InlineData("class A { void Run(int _, string @event) { var total = 1; var ¤Total = 2; const int Most = 3; const int most = 4; const int ¤MOST_OF = 5; } }")]
    [InlineData("class A { void Run(object o) { if (o is string ¤Text) { } foreach (var ¤Item in \"\") { } var (¤A1, b) = (1, 2); int.TryParse(\"\", out var ¤N); int.TryParse(\"\", out _); } }")]
    [InlineData("class A { object Run(int[] n) { try { } catch (Exception ¤E) { throw; }\nreturn from ¤I in n let ¤L = I select L; } }")]
    [InlineData("class A { Func<int, int> Run() => ¤X => X;\nFunc<int, int, int> Other() => (_, _) => 1;\nvoid Outer() { void ¤inner() { } inner(); } }")]
    [InlineData("class A { private int _size; private int ¤size; int ¤m_size; private int ¤_Size; private int ¤Size; }")]
    [InlineData("class A { private const int Most = 1; private const int ¤most = 2; private static readonly int Least = 3; private static readonly int _least = 4; private static int ¤Count; private static int _count; private static int ¤s_count; }")]
    [InlineData("class A { public const int Most = 1;\npublic const int ¤MOST_OF = 2;\npublic const int ¤most = 3; internal int size; public int ¤total_size; }")]
    [InlineData("record A(int Size, int ¤count);\nclass B(int size, int ¤Count) { int C => size + Count; }")]
    [InlineData("file class ¤hidden { }\nfile class Shown { }")]
    [InlineData("static class A { extension(string ¤Text) { public int ¤size => 1; } }")]
    public void Names_HaveTheFormOfTheirKind(string marked) => MarkedCode.Finds(Validator, "quality/naming", marked);

    [Theory]
    [InlineData("interface IOld { void ¤run_it(int ¤Size); int ¤old_size { get; } }\nclass A : IOld { public void run_it(int Size) { } public int old_size => 1; }")]
    [InlineData("interface IOld { void ¤run_it(); }\nclass A : IOld { void IOld.run_it() { } }")]
    [InlineData("abstract class B { public abstract void ¤run_it(int ¤Size); }\nclass A : B { public override void run_it(int Size) { } }")]
    [InlineData("abstract class B { public abstract void Run(int size); }\nclass A : B { public override void Run(int ¤Size) { } }")]
    public void Names_ThatAreNotFree_AreFoundWhereTheyBegin(string marked) => MarkedCode.Finds(Validator, "quality/naming", marked);

    [Fact]
    public void Names_OfBrokenCode_AreJudgedAsFarAsTheyAreThere() =>
        MarkedCode.Finds(Validator, "quality/naming", "class { int ; void (int , ) { var = 1; foreach (var in x) { } } }\nclass ¤broken : Missing { public override void run_it( }");
}
