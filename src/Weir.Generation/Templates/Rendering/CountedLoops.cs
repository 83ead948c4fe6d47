using System.Runtime.CompilerServices;
using HandlebarsDotNet;
using HandlebarsDotNet.Compiler;
using HandlebarsDotNet.Iterators;
using HandlebarsDotNet.ObjectDescriptors;
using HandlebarsDotNet.PathStructure;

namespace Weir.Generation.Templates.Rendering;

/// <summary>Describes values as Handlebars.Net does, but for their loops, of which every turn shows in the writer.</summary>
/// <param name="providers">Those of Handlebars.Net, the last one asked first.</param>
internal sealed class CountedLoops(IReadOnlyList<IObjectDescriptorProvider> providers) : IObjectDescriptorProvider
{
    public bool TryGetDescriptor(Type type, out ObjectDescriptor value)
    {
        for (var at = providers.Count - 1; at >= 0; at--)
        {
            if (providers[at].TryGetDescriptor(type, out var plain))
            {
                value = plain.Iterator is null
                    ? plain
                    : new ObjectDescriptor(plain.DescribedType, plain.MemberAccessor, (_, instance) => plain.GetProperties(plain, instance), _ => new CountedLoop(plain.Iterator), plain.Dependencies);
                return true;
            }
        }

        value = ObjectDescriptor.Empty;
        return false;
    }

    private sealed class CountedLoop(IIterator plain) : IIterator
    {
        public void Iterate(
            in EncodedTextWriter writer, BindingContext context, ChainSegment[] blockParamsVariables, object input, TemplateDelegate template, TemplateDelegate ifEmpty)
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            plain.Iterate(writer, context, blockParamsVariables, input, new Turn(template).Run, ifEmpty);
        }
    }

    private sealed class Turn(TemplateDelegate template)
    {
        public void Run(EncodedTextWriter writer, BindingContext context)
        {
            writer.Write("");
            template(writer, context);
        }
    }
}
