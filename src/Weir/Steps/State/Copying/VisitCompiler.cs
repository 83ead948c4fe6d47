using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Weir;

/// <summary>
/// Compiles the way through the references of a type. The code is emitted because expressions refuse to set readonly
/// fields, and reflection would box every struct on the way, such as each entry of a dictionary.
/// </summary>
/// <param name="verdicts">Tell which members are left out because they are shared.</param>
/// <param name="state">The type to name when a member cannot be copied.</param>
[RequiresUnreferencedCode(StateFork.TrimmingNote)]
[RequiresDynamicCode(StateFork.DynamicCodeNote)]
internal sealed class VisitCompiler(TypeVerdicts verdicts, Type state)
{
    private static readonly MethodInfo TakeMethod = typeof(ReferenceSink).GetMethod(nameof(ReferenceSink.Take))!;

    /// <summary>The way through the fields of an object, or of a struct in its box; null when all of them are shared.</summary>
    /// <param name="type">The type of the object.</param>
    /// <param name="isFilling">Whether what the sink gives is stored; otherwise nothing is written.</param>
    public ReferenceVisit? OfFields(Type type, bool isFilling)
    {
        var members = Members(type, isFilling).ToArray();
        return members.Length == 0 ? null : Emit(
            [typeof(object), typeof(ReferenceSink)],
            members,
            isFilling,
            il => il.Emit(type.IsValueType ? OpCodes.Unbox : OpCodes.Castclass, type)).CreateDelegate<ReferenceVisit>();
    }

    /// <summary>The way through the elements of an array of any rank, to fill it; null when all of them are shared.</summary>
    public ReferenceVisit? OfElements(Type array)
    {
        var element = array.GetElementType()!;
        if (element.IsPointer || element.IsFunctionPointer)
        {
            throw StateFork.Uncopyable(state, new MemberPath($"{TypeText.Of(array)}[]", element), "is a pointer");
        }

        if (verdicts.OfMember(element).Mutability == Mutability.Immutable)
        {
            return null;
        }

        if (!element.IsValueType)
        {
            return FillReferences;
        }

        var members = Members(element, isFilling: true).ToArray();
        var visit = Emit([element.MakeByRefType(), typeof(ReferenceSink)], members, isFilling: true, static _ => { })
            .CreateDelegate(typeof(StructVisit<>).MakeGenericType(element));
        return typeof(VisitCompiler).GetMethod(nameof(FillStructs), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(element).CreateDelegate<Func<Delegate, ReferenceVisit>>()(visit);
    }

    /// <summary>The fields that hold references which are not shared, each as the way to it through the structs around it.</summary>
    private IEnumerable<ImmutableList<FieldInfo>> Members(Type type, bool isFilling)
    {
        var open = new Stack<(Type Type, ImmutableList<FieldInfo> Path)>([(type, [])]);
        while (open.TryPop(out var place))
        {
            foreach (var field in StateFields.Of(place.Type))
            {
                var path = place.Path.Add(field);
                var member = field.FieldType;
                if (member.IsPointer || member.IsFunctionPointer)
                {
                    throw Uncopyable(type, path, "is a pointer");
                }

                if (verdicts.OfMember(member).Mutability == Mutability.Immutable)
                {
                    continue;
                }

                if (place.Type.IsDefined(typeof(InlineArrayAttribute), inherit: false))
                {
                    throw Uncopyable(type, path, "is an element of an inline array");
                }

                if (member.IsValueType && (isFilling || !IsImmutableArray(member)))
                {
                    open.Push((member, path));
                }
                else
                {
                    yield return path;
                }
            }
        }
    }

    /// <summary>Its array would look mutable, though nobody can set an element; so it is shown in a box, as the collection it is.</summary>
    private static bool IsImmutableArray(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>);

    private static DynamicMethod Emit(
        Type[] parameters, IReadOnlyList<ImmutableList<FieldInfo>> members, bool isFilling, Action<ILGenerator> unwrap)
    {
        var method = new DynamicMethod("Visit", null, parameters, typeof(VisitCompiler).Module, skipVisibility: true);
        var il = method.GetILGenerator();
        foreach (var path in members)
        {
            var field = path[^1];
            if (isFilling)
            {
                LoadHolder(path);
            }

            il.Emit(OpCodes.Ldarg_1);
            LoadHolder(path);
            il.Emit(OpCodes.Ldfld, field);
            if (field.FieldType.IsValueType)
            {
                il.Emit(OpCodes.Box, field.FieldType);
            }

            il.Emit(OpCodes.Callvirt, TakeMethod);
            if (isFilling)
            {
                il.Emit(OpCodes.Castclass, field.FieldType);
                il.Emit(OpCodes.Stfld, field);
            }
            else
            {
                il.Emit(OpCodes.Pop);
            }
        }

        il.Emit(OpCodes.Ret);
        return method;

        void LoadHolder(ImmutableList<FieldInfo> path)
        {
            il.Emit(OpCodes.Ldarg_0);
            unwrap(il);
            foreach (var outer in path.Take(path.Count - 1))
            {
                il.Emit(OpCodes.Ldflda, outer);
            }
        }
    }

    private static void FillReferences(object target, ReferenceSink sink)
    {
        // A copy has the type of its original, so the check that a store into an array makes would find nothing.
        foreach (ref var element in Elements<object?>((Array)target))
        {
            element = sink.Take(element);
        }
    }

    private static ReferenceVisit FillStructs<T>(Delegate visit)
    {
        var typed = (StructVisit<T>)visit;
        return (target, sink) =>
        {
            foreach (ref var element in Elements<T>((Array)target))
            {
                typed(ref element, sink);
            }
        };
    }

    private static Span<T> Elements<T>(Array array) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);

    private NotSupportedException Uncopyable(Type type, ImmutableList<FieldInfo> path, string reason) =>
        StateFork.Uncopyable(
            state,
            new MemberPath($"{TypeText.Of(type)}.{string.Join('.', path.Select(StateFields.NameOf))}", path[^1].FieldType),
            reason);

    /// <summary>What <see cref="ReferenceVisit"/> is for an object, for a struct that is an element of an array.</summary>
    private delegate void StructVisit<T>(ref T target, ReferenceSink sink);
}
