namespace CxOne.Published;

/// <summary>A member of a published object.</summary>
/// <param name="Name">The name in the module's form.</param>
/// <param name="Kind">The kind of its value.</param>
/// <param name="Variants">Other names of the same member in other versions. Case is ignored.</param>
internal sealed record PublishedMember(string Name, MemberKind Kind, params string[] Variants);
