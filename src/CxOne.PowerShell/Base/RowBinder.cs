using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using CxOne.Errors;
using CxOne.Rows;

namespace CxOne.PowerShell.Base;

/// <summary>
/// Gives the columns of piped rows to the parameters of a cmdlet. pwsh itself binds a column only where it is spelled exactly as the
/// parameter, and passes over every other one without a word.
/// </summary>
internal sealed class RowBinder
{
    private readonly PSCmdlet _cmdlet;
    private readonly RowColumns _columns;
    private readonly HashSet<string> _given;
    private readonly List<Target> _targets;

    /// <summary>Initializes a new instance in BeginProcessing, when only the parameters of the command line are bound.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="columns">The columns that its rows may have. Those that are no parameter are known and not read.</param>
    public RowBinder(PSCmdlet cmdlet, RowColumns columns)
    {
        _cmdlet = cmdlet;
        _columns = columns;
        _given = new HashSet<string>(cmdlet.MyInvocation.BoundParameters.Keys, StringComparer.OrdinalIgnoreCase);
        var untouched = Activator.CreateInstance(cmdlet.GetType());
        _targets = [.. cmdlet.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => !_given.Contains(property.Name))
            .Select(property => (
                Property: property,
                Columns: columns.Names.Where(name => name == property.Name || Aliases(property).Contains(name)).ToList()))
            .Where(target => target.Columns.Count > 0)
            .Select(target => new Target(
                target.Property,
                target.Columns,
                [.. target.Property.GetCustomAttributes<ArgumentTransformationAttribute>()],
                target.Property.GetValue(untouched)))];
    }

    /// <summary>Sets the parameters that the command line does not give to the values of a row.</summary>
    /// <param name="row">The piped object. Single values and objects that a cmdlet of this module has given are left to pwsh.</param>
    /// <param name="ignored">Columns to leave out.</param>
    /// <returns>A sentence for each value that cannot be read: an error of this row alone.</returns>
    /// <exception cref="CxValidationException">A column is not known: an error of the whole table.</exception>
    public IReadOnlyList<string> Bind(object? row, IReadOnlyCollection<string> ignored)
    {
        var targets = _targets.Where(target => IsInSet(target.Property)).ToList();
        if (InputRow.IsOwn(row) || InputRow.Members(row) is not { } members)
        {
            // What an earlier row has set must not stay for an item that is no row.
            targets.ForEach(target => target.Reset(_cmdlet, unless: _cmdlet.MyInvocation.BoundParameters));
            return [];
        }

        var (values, violations) = _columns.Match(members, ignored);
        CxValidationException.ThrowIfAny(violations, row);
        List<string> unreadable = [];
        foreach (var target in targets)
        {
            try
            {
                target.Set(_cmdlet, target.Columns.Select(name => values.GetValueOrDefault(name)).FirstOrDefault(HasValue));
            }
            catch (Exception exception) when (exception is ArgumentTransformationMetadataException or PSInvalidCastException)
            {
                unreadable.Add($"{target.Property.Name}: {exception.Message}");
            }
        }

        return unreadable;
    }

    private static bool HasValue(object? value) => value is not null && !(value is string text && string.IsNullOrWhiteSpace(text));

    private static IEnumerable<string> Aliases(PropertyInfo property)
        => property.GetCustomAttributes<AliasAttribute>().SelectMany(alias => alias.AliasNames);

    private bool IsInSet(PropertyInfo property) => property.GetCustomAttributes<ParameterAttribute>()
        .Any(parameter => parameter.ParameterSetName == ParameterAttribute.AllParameterSets
            || parameter.ParameterSetName == _cmdlet.ParameterSetName);

    private sealed record Target(
        PropertyInfo Property,
        IReadOnlyList<string> Columns,
        IReadOnlyList<ArgumentTransformationAttribute> Transformations,
        object? Default)
    {
        public void Reset(PSCmdlet cmdlet, Dictionary<string, object> unless)
        {
            if (!unless.ContainsKey(Property.Name))
            {
                Property.SetValue(cmdlet, Default);
            }
        }

        /// <summary>An empty cell says nothing: the parameter has the value that it has without it.</summary>
        public void Set(PSCmdlet cmdlet, object? value)
        {
            if (value is null)
            {
                Property.SetValue(cmdlet, Default);
                return;
            }

            foreach (var transformation in Transformations)
            {
                value = transformation.Transform(null!, value);
            }

            Property.SetValue(cmdlet, LanguagePrimitives.ConvertTo(value, Property.PropertyType, CultureInfo.InvariantCulture));
        }
    }
}
