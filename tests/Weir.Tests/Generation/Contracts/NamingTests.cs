using Weir.Generation.Contracts;

namespace Weir.Tests.Generation.Contracts;

public sealed class NamingTests
{
    [Theory]
    [InlineData("order_id", "OrderId")]
    [InlineData("orderId", "OrderId")]
    [InlineData("order-line.item count", "OrderLineItemCount")]
    [InlineData("createURL", "CreateURL")]
    [InlineData("HTTPServer", "HTTPServer")]
    [InlineData("IN_PROGRESS", "InProgress")]
    [InlineData("PENDING", "Pending")]
    [InlineData("USD", "USD")]
    [InlineData("ID", "ID")]
    [InlineData("class", "Class")]
    [InlineData("3d_model", "_3dModel")]
    [InlineData("sha256sum", "Sha256sum")]
    [InlineData("größe", "Größe")]
    [InlineData("名前", "名前")]
    [InlineData("$type", "Type")]
    [InlineData("@id", "Id")]
    [InlineData("a\u202Eb", "AB")]
    [InlineData("--", null)]
    [InlineData("", null)]
    [InlineData("😀", null)]
    public void ToPascalCase_OfAName_IsALegalIdentifierOrNull(string name, string? expected)
    {
        Assert.Equal(expected, Naming.ToPascalCase(name));
        Assert.True(expected is null || Microsoft.CodeAnalysis.CSharp.SyntaxFacts.IsValidIdentifier(expected));
    }

    [Fact]
    public void ToEnumMembers_GivesEveryValueAName()
    {
        var members = Naming.ToEnumMembers(["a", "A", "+", "1", "a2", "-", "Value3"]);

        Assert.Equal(["A", "A2", "Value3", "_1", "A22", "Value6", "Value32"], members.Select(member => member.Name));
    }

    [Fact]
    public void Read_OfFieldsThatCSharpDoesNotAllow_AppendsValue()
    {
        var contract = Sample.Read("""
            definitions:
              Price:
                properties:
                  price: {type: number}
                  price_value: {type: number}
                  Equals: {type: string}
                  get-hash-code: {type: string}
                  class: {type: string}
                  "a ü$": {type: string}
            """);

        Assert.Equal(
            ["PriceValue2", "PriceValue", "EqualsValue", "GetHashCodeValue", "Class", "AÜ"],
            contract.Record("Price").Fields.Select(field => field.Name));
        Assert.Equal("a ü$", contract.Record("Price").Fields[5].JsonName);
    }

    [Fact]
    public void Read_OfModelsNamedLikeKeywordsAndTypes_KeepsThem()
    {
        var contract = Sample.Read("definitions: {task: {properties: {}}, String: {properties: {}}, Event: {properties: {}}, object: {properties: {}}, class: {properties: {}}}");

        Assert.Equal(["Task", "String", "Event", "Object", "Class"], contract.Types.Take(5).Select(type => type.Name));
    }

    [Fact]
    public void Read_OfDerivedNamesThatCollide_AppendsANumber()
    {
        var contract = Sample.Read("""
            definitions:
              OrderLine: {properties: {a: {type: string}}}
              Order:
                properties:
                  line: {properties: {b: {type: string}}}
                  lines: {items: {properties: {c: {enum: [x]}}}}
            io_operations: [{name: order, input_model: Order}, {name: order_line}]
            """);

        Assert.Equal(
            ["OrderLine", "Order", "OrderLine2", "OrderLinesItem", "OrderLinesItemC", "OrderOutput", "OrderLineInput", "OrderLineOutput"],
            contract.Types.Select(type => type.Name));
        Assert.Equal(new NamedSchema("OrderLine2"), contract.Field("Order", "line").Type);
    }

    [Fact]
    public void Read_OfFortyThousandNamesThatCollide_IsQuick()
    {
        var names = Naming.ToEnumMembers(Enumerable.Range(0, 40_000).Select(i => "a" + new string('-', i % 100)).ToList());

        Assert.Equal(40_000, names.Select(member => member.Name).Distinct().Count());
    }
}
