//! Compiles a resolved filter to parameterised SQL. No value of the caller's ever becomes part of the text.
//!
//! Logic is two-valued, as people expect: a comparison with an empty field is false, and `not` of it is true.

use super::Op;
use super::resolve::{Resolved, Test};
use crate::error::Result;
use crate::kind::{FieldType, Kind};
use crate::search;
use crate::value::Value;

/// A piece of SQL and its parameters, in order.
#[derive(Debug, Default, Clone)]
pub(crate) struct Sql {
    pub(crate) text: String,
    pub(crate) parameters: Vec<Value>,
}

impl Sql {
    fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }
    fn bind(&mut self, value: &Value) {
        self.text.push('?');
        self.parameters.push(value.clone());
    }
}

/// The condition on the row named `alias` of `kind`.
pub(crate) fn condition(filter: &Resolved, kind: &Kind, alias: &str) -> Result<Sql> {
    let mut sql = Sql::default();
    write(&mut sql, filter, kind, alias)?;
    Ok(sql)
}

fn write(sql: &mut Sql, filter: &Resolved, kind: &Kind, alias: &str) -> Result<()> {
    match filter {
        Resolved::And(all) if all.is_empty() => sql.push("1"),
        Resolved::Or(any) if any.is_empty() => sql.push("0"),
        Resolved::And(all) => joined(sql, all, " AND ", kind, alias)?,
        Resolved::Or(any) => joined(sql, any, " OR ", kind, alias)?,
        Resolved::Not(inner) => {
            sql.push("((");
            write(sql, inner, kind, alias)?;
            sql.push(") IS NOT TRUE)");
        }
        Resolved::Test(test) => path(sql, test, kind, alias),
        Resolved::Search(text) => match search::match_expression(text) {
            None => sql.push("1"),
            Some(_) if !kind.searchable => sql.push("0"),
            Some(expression) => {
                let table = kind.search_table();
                sql.push(&format!(
                    "{alias}.rowid IN (SELECT rowid FROM {table} WHERE {table} MATCH "
                ));
                sql.bind(&Value::Text(expression));
                sql.push(")");
            }
        },
    }
    Ok(())
}

fn joined(sql: &mut Sql, parts: &[Resolved], by: &str, kind: &Kind, alias: &str) -> Result<()> {
    sql.push("(");
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            sql.push(by);
        }
        write(sql, part, kind, alias)?;
    }
    sql.push(")");
    Ok(())
}

/// Follows the references of a test, then compares. What an empty value meets is asked as the opposite of what it does
/// not meet, so that without an account there is no country rather than an unknown one.
fn path(sql: &mut Sql, test: &Test, root: &Kind, alias: &str) {
    if meets_empty(test) && !test.hops.is_empty() {
        sql.push("((");
        follow(sql, test, (0, opposite), root, alias);
        sql.push(") IS NOT TRUE)");
    } else {
        follow(sql, test, (0, compare), root, alias);
    }
}

/// Whether an empty value meets the test.
fn meets_empty(test: &Test) -> bool {
    match test.op {
        Op::Ne => !test.operands[0].is_null(),
        Op::IsNull => test.flag,
        Op::Eq | Op::In => test.operands.iter().any(Value::is_null),
        _ => false,
    }
}

type Write = fn(&mut Sql, &Test, &str);

fn follow(sql: &mut Sql, test: &Test, (hop, last): (usize, Write), root: &Kind, alias: &str) {
    let Some((column, target)) = test.hops.get(hop) else {
        return last(sql, test, alias);
    };
    let from = if hop == 0 {
        root
    } else {
        &test.hops[hop - 1].1
    };
    let name = column.name(from);
    let inner = format!("t{hop}");
    sql.push(&format!(
        "{alias}.{name} IN (SELECT {inner}.id FROM {} {inner} WHERE ",
        target.plural
    ));
    follow(sql, test, (hop + 1, last), root, &inner);
    sql.push(")");
}

/// The opposite of a test that an empty value meets; where it can be, in words that an index serves.
fn opposite(sql: &mut Sql, test: &Test, alias: &str) {
    let positive = |op| Test { op, ..test.clone() };
    match test.op {
        Op::Ne => compare(sql, &positive(Op::Eq), alias),
        Op::IsNull => {
            let filled = Test {
                flag: false,
                ..test.clone()
            };
            compare(sql, &filled, alias);
        }
        _ => {
            sql.push("((");
            compare(sql, test, alias);
            sql.push(") IS NOT TRUE)");
        }
    }
}

fn compare(sql: &mut Sql, test: &Test, alias: &str) {
    let column = format!("{alias}.{}", test.column.name(&test.kind));
    if test.op == Op::IsNull {
        let is = if test.flag { "" } else { "NOT " };
        return sql.push(&format!("{column} IS {is}NULL"));
    }
    if matches!(test.of, FieldType::List | FieldType::MultiSelect) {
        return compare_list(sql, test, &column);
    }
    let one = |sql: &mut Sql, operator: &str| {
        sql.push(&format!("{column} {operator} "));
        sql.bind(&test.operands[0]);
    };
    match test.op {
        Op::Eq if test.operands[0].is_null() => sql.push(&format!("{column} IS NULL")),
        Op::Ne if test.operands[0].is_null() => sql.push(&format!("{column} IS NOT NULL")),
        Op::Eq => one(sql, "="),
        Op::Ne => one(sql, "IS NOT"),
        Op::Gt => one(sql, ">"),
        Op::Gte => one(sql, ">="),
        Op::Lt => one(sql, "<"),
        Op::Lte => one(sql, "<="),
        Op::In => in_list(sql, &column, &test.operands),
        Op::Contains => {
            sql.push(&format!("instr({column}, "));
            sql.bind(&test.operands[0]);
            sql.push(") > 0");
        }
        Op::IContains => {
            sql.push(&format!("instr(fold({column}), "));
            sql.bind(&test.operands[0]);
            sql.push(") > 0");
        }
        Op::StartsWith => {
            // A range in the folded order, so that an index serves it.
            sql.push(&format!("({column} >= "));
            sql.bind(&test.operands[0]);
            sql.push(&format!(" AND {column} < "));
            let end = format!("{}\u{10FFFF}", test.operands[0].text().unwrap_or_default());
            sql.bind(&Value::Text(end));
            sql.push(")");
        }
        Op::Range => {
            sql.push(&format!("{column} BETWEEN "));
            sql.bind(&test.operands[0]);
            sql.push(" AND ");
            sql.bind(&test.operands[1]);
        }
        // Answered above: it is the same for a list.
        Op::IsNull => {}
    }
}

fn in_list(sql: &mut Sql, column: &str, operands: &[Value]) {
    let (empty, rest): (Vec<&Value>, Vec<&Value>) =
        operands.iter().partition(|value| value.is_null());
    sql.push(&format!("({column} IN ("));
    for (at, value) in rest.iter().enumerate() {
        if at > 0 {
            sql.push(", ");
        }
        sql.bind(value);
    }
    sql.push(")");
    if !empty.is_empty() {
        sql.push(&format!(" OR {column} IS NULL"));
    }
    sql.push(")");
}

/// Comparing a list asks whether it has such an entry.
fn compare_list(sql: &mut Sql, test: &Test, column: &str) {
    let exists = if test.op == Op::Ne {
        "NOT EXISTS"
    } else {
        "EXISTS"
    };
    sql.push(&format!(
        "{exists} (SELECT 1 FROM json_each({column}) e WHERE "
    ));
    if test.op == Op::IContains {
        sql.push("instr(fold(e.value), ");
        sql.bind(&test.operands[0]);
        sql.push(") > 0)");
    } else {
        in_list(sql, "fold(e.value)", &test.operands);
        sql.push(")");
    }
}
