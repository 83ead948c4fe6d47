namespace Weir.Generation.Contracts;

/// <summary>The codes of what can be wrong with a contract, beside those of <see cref="Weir.Yaml.YamlCodes"/>; docs/errors.md explains each.</summary>
public static class ContractCodes
{
    /// <summary>The top of the file is no map.</summary>
    public const string NotAContract = "WEIR2100";

    /// <summary>The name of the node does not have the form of one.</summary>
    public const string NodeName = "WEIR2101";

    /// <summary>The name of the node is a path.</summary>
    public const string NameIsPath = "WEIR2102";

    /// <summary>The end of the name and the type of the node disagree.</summary>
    public const string NameAgainstType = "WEIR2103";

    /// <summary>The version is none.</summary>
    public const string Version = "WEIR2104";

    /// <summary>The version of the contract format is none.</summary>
    public const string SchemaVersion = "WEIR2105";

    /// <summary>The description is too short.</summary>
    public const string ShortDescription = "WEIR2106";

    /// <summary>A field that is no longer used.</summary>
    public const string Deprecated = "WEIR2107";

    /// <summary>The name of a mixin does not have the form of one.</summary>
    public const string MixinName = "WEIR2108";

    /// <summary>The mixin is not known (a warning).</summary>
    public const string UnknownMixin = "WEIR2109";

    /// <summary>A mixin needs another one that is not there.</summary>
    public const string MixinDependency = "WEIR2110";

    /// <summary>A name of which no C# identifier can be made.</summary>
    public const string NoIdentifier = "WEIR2111";

    /// <summary>Two names become the same C# name.</summary>
    public const string SameClrName = "WEIR2112";

    /// <summary>A transition names a state that is not there.</summary>
    public const string UnknownState = "WEIR2113";

    /// <summary>A transition is not a pair of states.</summary>
    public const string TransitionForm = "WEIR2114";

    /// <summary>The same transition stands twice (a warning).</summary>
    public const string RepeatedTransition = "WEIR2115";

    /// <summary>A custom template is asked for and not named.</summary>
    public const string CustomTemplate = "WEIR2116";

    /// <summary>Two options contradict each other.</summary>
    public const string OptionsDisagree = "WEIR2117";

    /// <summary>A field that has no effect in this version (a warning).</summary>
    public const string NoEffect = "WEIR2118";

    /// <summary>A state that no transitions lead to (a warning).</summary>
    public const string UnreachableState = "WEIR2119";

    /// <summary>A state that no transition leaves, and that is not called final (a warning).</summary>
    public const string StateWithoutExit = "WEIR2120";

    /// <summary>A routing strategy that is not known (a warning).</summary>
    public const string UnknownStrategy = "WEIR2121";

    /// <summary>An aggregation that is not known.</summary>
    public const string UnknownAggregation = "WEIR2122";

    /// <summary>A quality gate that is not known (a warning).</summary>
    public const string UnknownGate = "WEIR2123";

    /// <summary>A text with a mark that turns the direction of writing (a warning).</summary>
    public const string TurningMark = "WEIR2150";

    /// <summary>A keyword that no schema has.</summary>
    public const string UnknownKeyword = "WEIR2201";

    /// <summary>A keyword that belongs to another type.</summary>
    public const string KeywordOfOtherType = "WEIR2202";

    /// <summary>A type that no schema has.</summary>
    public const string UnknownType = "WEIR2203";

    /// <summary>A format that is not checked.</summary>
    public const string UnknownFormat = "WEIR2204";

    /// <summary>Limits that no value can meet.</summary>
    public const string LimitsDisagree = "WEIR2205";

    /// <summary>A number that the .NET type cannot hold.</summary>
    public const string NumberTooLarge = "WEIR2206";

    /// <summary>A pattern that is no regular expression.</summary>
    public const string Pattern = "WEIR2207";

    /// <summary>A required property that is not declared.</summary>
    public const string RequiredUndeclared = "WEIR2208";

    /// <summary>A reference that has not the form of one.</summary>
    public const string ReferenceForm = "WEIR2209";

    /// <summary>A reference to a definition that is not there.</summary>
    public const string UnknownDefinition = "WEIR2210";

    /// <summary>A definition that stands for itself.</summary>
    public const string DefinitionIsItself = "WEIR2211";

    /// <summary>A list of values that is no enumeration.</summary>
    public const string Enumeration = "WEIR2212";

    /// <summary>A default that its own type refuses.</summary>
    public const string Default = "WEIR2213";

    /// <summary>An example that its own type refuses.</summary>
    public const string Example = "WEIR2214";

    /// <summary>A model that requires itself.</summary>
    public const string RequiresItself = "WEIR2215";

    /// <summary>An operation names a model that is not there.</summary>
    public const string UnknownModel = "WEIR2216";

    /// <summary>An operation names a model that is no object.</summary>
    public const string ModelIsNoObject = "WEIR2217";

    /// <summary>A model without properties (a warning).</summary>
    public const string EmptyModel = "WEIR2218";

    /// <summary>Lists or definitions are nested too deeply.</summary>
    public const string NestedTooDeep = "WEIR2219";
}
