namespace Weir.Tests.Steps.Registry;

public sealed class StepTypeTests
{
    [Fact]
    public void New_WithTwoParametersOfOneName_Throws()
    {
        var parameter = new StepParameter("a", ValueShape.Text, "One.");
        var error = Assert.Throws<ArgumentException>(() => new Echo("echo", parameter, parameter));
        Assert.StartsWith("The step type 'echo' has two parameters named 'a'.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Defaults_FindNothingAndKnowNothing()
    {
        var type = new Echo("echo");
        Assert.Empty(type.CheckGiven(new HashSet<string>()));
        Assert.Empty(type.Check(new Dictionary<string, object?>()));
        Assert.Equal(ValueShape.Any, type.OutputOf(new HashSet<string>()));
        Assert.False(type.IsBlocking);
    }

    [Fact]
    public void Catalog_FindsByExactNameAndListsInOrder()
    {
        var catalog = new StepTypeCatalog([new Echo("b"), new Echo("a")]);
        Assert.Equal(["a", "b"], catalog.Types.Select(static type => type.Name));
        Assert.True(catalog.TryGet("a", out var found));
        Assert.Equal("a", found.Name);
        Assert.False(catalog.TryGet("A", out _));
    }

    [Fact]
    public void Catalog_WithTwoOfOneName_NamesBoth()
    {
        var error = Assert.Throws<ArgumentException>(() => new StepTypeCatalog([new Echo("a"), new Echo("a")]));
        Assert.StartsWith("There are two step types named 'a'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text", 1L, "'x' is a whole number; it must be text.")]
    [InlineData("list", "a", "'x' is text; it must be a list.")]
    [InlineData("map", true, "'x' is true or false; it must be a map.")]
    [InlineData("whole", 1.5, "'x' is a number; it must be a whole number.")]
    public void Arguments_OfAnotherKind_SayWhatItIsAndMustBe(string read, object value, string message)
    {
        var arguments = Of(value);
        Func<object?> call = read switch
        {
            "text" => () => arguments.Text("x"),
            "list" => () => arguments.List("x"),
            "map" => () => arguments.Map("x"),
            _ => () => arguments.WholeNumber("x", 0),
        };
        Assert.Equal(message, Assert.Throws<ArgumentException>(call).Message);
    }

    [Fact]
    public void Arguments_ThatWereNotGiven_AreEmptyOrTheOther()
    {
        var arguments = Of(null);
        Assert.False(arguments.Has("x"));
        Assert.Equal("other", arguments.Text("x", "other"));
        Assert.Equal("'x' is null; it must be text.", Assert.Throws<ArgumentException>(() => arguments.Text("x")).Message);
        Assert.Equal(7, arguments.WholeNumber("x", 7));
        Assert.Empty(arguments.List("x"));
        Assert.Empty(arguments.Map("x"));
    }

    [Fact]
    public void Texts_TakeNumbersAndRefuseListsAndNull()
    {
        Assert.Equal(["a", "1", "0.5", "true"], Of(new object?[] { "a", 1L, 0.5, true }).Texts("x"));
        Assert.Throws<ArgumentException>(() => Of(new object?[] { null }).Texts("x"));
        Assert.Throws<ArgumentException>(() => Of(new object?[] { Array.Empty<object?>() }).Texts("x"));
    }

    [Fact]
    public void WholeNumber_TakesANumberWithoutAFraction() => Assert.Equal(5, Of(5.0).WholeNumber("x", 0));

    [Fact]
    public void MayBe_IsFalseOnlyWhereItCertainlyIsNot()
    {
        Assert.True(ValueShape.Any.MayBe(ValueShape.Text));
        Assert.True(ValueShape.WholeNumber.MayBe(ValueShape.Number));
        Assert.True(ValueShape.ListOf(ValueShape.Any).MayBe(ValueShape.ListOf(ValueShape.Text)));
        Assert.True(ValueShape.MapOf(("a", ValueShape.Text)).MayBe(ValueShape.AnyMap));
        Assert.False(ValueShape.Text.MayBe(ValueShape.Number));
        Assert.False(ValueShape.ListOf(ValueShape.Text).MayBe(ValueShape.ListOf(ValueShape.Number)));
        Assert.False(ValueShape.AnyMap.MayBe(ValueShape.AnyList));
        Assert.Equal(ValueShape.MapOf(("a", ValueShape.Text)), ValueShape.MapOf(("a", ValueShape.Text)));
    }

    private static StepArguments Of(object? value) =>
        new(new Dictionary<string, object?> { ["x"] = value }, new StepAccess(Path.GetTempPath(), new PermissionSet()));

    private sealed class Echo(string name, params StepParameter[] parameters) : StepType(name, "Gives what it was given.", parameters)
    {
        public override ValueTask<object?> RunAsync(StepArguments arguments, StepContext context) => new(arguments.Values);
    }
}
