using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Weir.Tests.Conventions;

/// <summary>Writes what an assembly offers to others as sorted text. What the compiler adds to a record is left out.</summary>
internal static class PublicApiDump
{
    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext Nullability = new();

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().Where(static type => !IsMarker(type)).OrderBy(Name, StringComparer.Ordinal))
        {
            text.Append(Kind(type)).Append(' ').Append(type.Namespace).Append('.').Append(Name(type)).Append(Bases(type)).Append('\n');
            foreach (var line in Members(type).Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(line).Append('\n');
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<string> Members(Type type) =>
        type.IsEnum
            ? Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)}")
            : [
                .. type.GetConstructors(All).Where(Offered).Select(c => $"{Access(c)}new({Parameters(c)})"),
                .. type.GetProperties(All).Where(static p => p.GetAccessors(true).Any(Offered) && p.Name != "EqualityContract").Select(Property),
                .. type.GetMethods(All).Where(static m => Offered(m) && !m.IsSpecialName && !IsGenerated(m)).Select(Method),
                .. type.GetFields(All).Where(static f => (f.IsPublic || f.IsFamily) && !IsGenerated(f)).Select(static f => $"{(f.IsStatic ? "static " : "")}{Name(f.FieldType)} {f.Name}"),
            ];

    private static string Property(PropertyInfo property)
    {
        var getter = property.GetMethod is { } get && Offered(get) ? " get;" : "";
        var setter = property.SetMethod is { } set && Offered(set)
            ? set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;" : " set;"
            : "";
        var accessor = property.GetAccessors(true).First(Offered);
        var mark = Nullability.Create(property).ReadState == NullabilityState.Nullable && MayBeMarked(property.PropertyType) ? "?" : "";
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        return $"{Access(accessor)}{Modifiers(accessor)}{required}{Name(property.PropertyType)}{mark} {property.Name} {{{getter}{setter} }}";
    }

    private static string Method(MethodInfo method)
    {
        var generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";
        var extension = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return $"{Access(method)}{Modifiers(method)}{Name(method.ReturnType)} {method.Name}{generic}({extension}{Parameters(method)})";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(static p =>
    {
        var mark = Nullability.Create(p).WriteState == NullabilityState.Nullable && MayBeMarked(p.ParameterType) && !p.IsOut ? "?" : "";
        var collection = p.IsDefined(typeof(ParamCollectionAttribute)) || p.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        var value = p.HasDefaultValue ? $" = {p.DefaultValue ?? (p.ParameterType.IsValueType && Nullable.GetUnderlyingType(p.ParameterType) is null ? "default" : "null")}" : "";
        return $"{collection}{(p.IsOut ? "out " : "")}{Name(p.ParameterType)}{mark} {p.Name}{value}";
    }));

    private static string Kind(Type type)
    {
        if (type.IsEnum || type.IsInterface)
        {
            return type.IsEnum ? "enum" : "interface";
        }

        var record = type.GetMethod("<Clone>$", All) is not null || (type.IsValueType && type.GetMethod("PrintMembers", All) is not null) ? "record " : "";
        return type.IsValueType
            ? $"{(type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "")}{record}struct"
            : $"{(type.IsAbstract && type.IsSealed ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "")}{record}class";
    }

    private static string Bases(Type type)
    {
        var inherited = type.BaseType?.GetInterfaces() ?? [];
        var interfaces = type.GetInterfaces().Except(inherited)
            .Where(i => !type.IsEnum && !(i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEquatable<>))).Select(Name).Order(StringComparer.Ordinal);
        string[] bases = [.. type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum) ? [Name(parent)] : Array.Empty<string>(), .. interfaces];
        return bases.Length == 0 ? "" : $" : {string.Join(", ", bases)}";
    }

    private static string Name(Type type)
    {
        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (type.IsArray || type.IsByRef)
        {
            return Name(type.GetElementType()!) + (type.IsArray ? "[]" : "");
        }

        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return $"{Name(inner)}?";
        }

        var name = type.IsNested ? $"{Name(type.DeclaringType!)}.{type.Name}" : type.Name;
        var arity = name.IndexOf('`', StringComparison.Ordinal);
        return arity < 0 ? name : $"{name[..arity]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }

    private static string Modifiers(MethodBase method) =>
        method.IsStatic ? "static "
        : method.DeclaringType!.IsInterface ? ""
        : method.IsAbstract ? "abstract "
        : !method.IsVirtual ? ""
        : method is MethodInfo info && info.GetBaseDefinition() != info ? method.IsFinal ? "sealed override " : "override "
        : method.IsFinal ? "" : "virtual ";

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static bool Offered(MethodBase method) => method.IsPublic || ((method.IsFamily || method.IsFamilyOrAssembly) && !method.DeclaringType!.IsSealed);

    /// <summary>Whether the compiler made the type to describe an extension block.</summary>
    private static bool IsMarker(Type? type) => type is not null && (type.Name.Contains('<', StringComparison.Ordinal) || IsMarker(type.DeclaringType));

    private static bool MayBeMarked(Type type) => !type.IsValueType && !type.IsGenericParameter;

    private static bool IsGenerated(MemberInfo member) => member.IsDefined(typeof(CompilerGeneratedAttribute));
}
